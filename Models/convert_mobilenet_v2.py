"""Turns the torchvision weights of MobileNetV2 (.pth) into an ONNX model, without torch.

    convert_mobilenet_v2.py WEIGHTS.pth MODEL.onnx

The model has one input, `image` (batch x 3 x 224 x 224), and two outputs: `logits` (batch x 1000) and
`features` (batch x 1280, the pooled features before the classifier). Batch normalisation is folded into the
convolutions in double precision. The same weights give the same bytes, so that a model card can state the
model's hash.

Architecture: Sandler et al., MobileNetV2: Inverted Residuals and Linear Bottlenecks (2018), table 2.
"""

import collections
import pickle
import struct
import sys

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

# Expansion, output channels, repetitions and first stride of each stage (table 2 of the paper).
STAGES = [
    (1, 16, 1, 1),
    (6, 24, 2, 2),
    (6, 32, 3, 2),
    (6, 64, 4, 2),
    (6, 96, 3, 1),
    (6, 160, 3, 2),
    (6, 320, 1, 1),
]
BATCH_NORMALISATION_EPSILON = 1e-5
OPSET = 13
IR_VERSION = 8
LEGACY_MAGIC = 0x1950A86A20F9469CFC6C


class Storage:
    """A run of numbers that tensors share; its values are read after the pickle."""

    def __init__(self, dtype, count):
        self.dtype = numpy.dtype(dtype)
        self.count = count
        self.values = None


class TensorView:
    """A tensor as a window on a storage."""

    def __init__(self, storage, offset, shape, stride):
        self.storage = storage
        self.offset = offset
        self.shape = shape
        self.stride = stride

    def array(self):
        itemsize = self.storage.dtype.itemsize
        strides = tuple(step * itemsize for step in self.stride)
        return numpy.lib.stride_tricks.as_strided(
            self.storage.values[self.offset :], self.shape, strides, writeable=False
        ).copy()


def rebuild_tensor(storage, offset, shape, stride, _requires_gradient, _hooks):
    return TensorView(storage, offset, shape, stride)


class RestrictedUnpickler(pickle.Unpickler):
    """Reads only what a plain state dictionary holds: a pickle may otherwise run any code."""

    ALLOWED = {
        ("collections", "OrderedDict"): collections.OrderedDict,
        ("torch._utils", "_rebuild_tensor_v2"): rebuild_tensor,
        ("torch", "FloatStorage"): "<f4",
        ("torch", "LongStorage"): "<i8",
    }

    def __init__(self, file, storages):
        super().__init__(file)
        self.storages = storages

    def find_class(self, module, name):
        if (module, name) not in self.ALLOWED:
            raise pickle.UnpicklingError(f"{module}.{name} is not allowed in a weights file")
        return self.ALLOWED[module, name]

    def persistent_load(self, reference):
        kind, dtype, key, _location, count, _view = reference
        if kind != "storage":
            raise pickle.UnpicklingError(f"{kind} is not allowed in a weights file")
        return self.storages.setdefault(key, Storage(dtype, count))


def read_weights(path):
    """The arrays of a weights file in torch's first format: pickles followed by raw numbers."""
    storages = {}
    with open(path, "rb") as file:

        def load():
            return RestrictedUnpickler(file, storages).load()

        if load() != LEGACY_MAGIC:
            raise SystemExit(f"{path} is not a weights file of torch's first format")
        load()  # the protocol's version
        load()  # sizes of the machine that wrote it
        state = load()
        for key in load():
            storage = storages[key]
            (count,) = struct.unpack("<q", file.read(8))
            if count != storage.count:
                raise SystemExit(f"{path}: storage {key} has {count} numbers, not {storage.count}")
            storage.values = numpy.frombuffer(
                file.read(count * storage.dtype.itemsize), storage.dtype, count
            )
    return {name: view.array() for name, view in state.items()}


class GraphBuilder:
    """Collects nodes and weights; every convolution takes its batch normalisation with it."""

    def __init__(self, weights):
        self.weights = weights
        self.used = set()
        self.nodes = []
        self.initializers = [
            numpy_helper.from_array(numpy.float32(0).reshape(()), "zero"),
            numpy_helper.from_array(numpy.float32(6).reshape(()), "six"),
        ]

    def take(self, name):
        self.used.add(name)
        return self.weights[name]

    def constant(self, name, values):
        array = numpy.ascontiguousarray(values, numpy.float32)
        self.initializers.append(numpy_helper.from_array(array, name))
        return name

    def convolution(self, source, weight, normalisation, stride=1, clipped=True):
        kernel = self.take(f"{weight}.weight").astype(numpy.float64)
        scale = self.take(f"{normalisation}.weight").astype(numpy.float64)
        shift = self.take(f"{normalisation}.bias").astype(numpy.float64)
        mean = self.take(f"{normalisation}.running_mean").astype(numpy.float64)
        variance = self.take(f"{normalisation}.running_var").astype(numpy.float64)
        self.used.add(f"{normalisation}.num_batches_tracked")
        factor = scale / numpy.sqrt(variance + BATCH_NORMALISATION_EPSILON)
        depthwise = kernel.shape[1] == 1 and kernel.shape[2] == 3
        padding = kernel.shape[2] // 2
        self.nodes.append(
            helper.make_node(
                "Conv",
                [
                    source,
                    self.constant(f"{weight}.weight", kernel * factor[:, None, None, None]),
                    self.constant(f"{weight}.bias", shift - mean * factor),
                ],
                [weight],
                weight,
                group=kernel.shape[0] if depthwise else 1,
                kernel_shape=kernel.shape[2:],
                pads=[padding] * 4,
                strides=[stride] * 2,
            )
        )
        if not clipped:
            return weight
        clip = f"{weight}.clip"
        self.nodes.append(helper.make_node("Clip", [weight, "zero", "six"], [clip], clip))
        return clip

    def block(self, source, place, expansion, stride, shortcut):
        """An inverted residual: widen, filter each channel, narrow."""
        prefix = f"features.{place}.conv"
        value, layer = source, 0
        if expansion > 1:
            value = self.convolution(value, f"{prefix}.0.0", f"{prefix}.0.1")
            layer = 1
        value = self.convolution(value, f"{prefix}.{layer}.0", f"{prefix}.{layer}.1", stride)
        value = self.convolution(
            value, f"{prefix}.{layer + 1}", f"{prefix}.{layer + 2}", clipped=False
        )
        if not shortcut:
            return value
        total = f"{prefix}.sum"
        self.nodes.append(helper.make_node("Add", [source, value], [total], total))
        return total


def build(weights):
    """The whole network as an ONNX model."""
    graph = GraphBuilder(weights)
    value = graph.convolution("image", "features.0.0", "features.0.1", stride=2)
    place, channels = 1, 32
    for expansion, width, repetitions, first_stride in STAGES:
        for repetition in range(repetitions):
            stride = first_stride if repetition == 0 else 1
            value = graph.block(value, place, expansion, stride, stride == 1 and channels == width)
            place, channels = place + 1, width
    value = graph.convolution(value, f"features.{place}.0", f"features.{place}.1")
    graph.nodes.append(helper.make_node("GlobalAveragePool", [value], ["pooled"], "pool"))
    graph.nodes.append(helper.make_node("Flatten", ["pooled"], ["features"], "flatten", axis=1))
    graph.nodes.append(
        helper.make_node(
            "Gemm",
            [
                "features",
                graph.constant("classifier.weight", graph.take("classifier.1.weight")),
                graph.constant("classifier.bias", graph.take("classifier.1.bias")),
            ],
            ["logits"],
            "classifier",
            transB=1,
        )
    )
    left = sorted(set(weights) - graph.used)
    if left:
        raise SystemExit(f"weights that the network does not use: {', '.join(left)}")
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "mobilenet_v2",
            [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["batch", 3, 224, 224])],
            [
                helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", 1000]),
                helper.make_tensor_value_info("features", TensorProto.FLOAT, ["batch", 1280]),
            ],
            graph.initializers,
        ),
        producer_name="winnow",
        ir_version=IR_VERSION,
        opset_imports=[helper.make_opsetid("", OPSET)],
    )
    onnx.checker.check_model(model, full_check=True)
    return model


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    model = build(read_weights(sys.argv[1]))
    with open(sys.argv[2], "wb") as file:
        file.write(model.SerializeToString(deterministic=True))


if __name__ == "__main__":
    main()
