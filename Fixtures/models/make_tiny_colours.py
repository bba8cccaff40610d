"""Writes the model `tiny-colours`: the mean colour of an image, and which of red, green and blue is greatest.

    make_tiny_colours.py MODEL.onnx

For tests: a few hundred bytes with the shape of a real classifier, whose answers can be worked out by hand.
`features` (batch x 3) are the mean of each channel; `logits` (batch x 3) are four times as large.
"""

import sys

import numpy
from onnx import TensorProto, checker, helper, numpy_helper

SIDE = 8
SHARPNESS = 4


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    weights = numpy_helper.from_array(SHARPNESS * numpy.eye(3, dtype=numpy.float32), "weights")
    graph = helper.make_graph(
        [
            helper.make_node("GlobalAveragePool", ["image"], ["pooled"]),
            helper.make_node("Flatten", ["pooled"], ["features"], axis=1),
            helper.make_node("MatMul", ["features", "weights"], ["logits"]),
        ],
        "tiny_colours",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["batch", 3, SIDE, SIDE])],
        [
            helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", 3]),
            helper.make_tensor_value_info("features", TensorProto.FLOAT, ["batch", 3]),
        ],
        [weights],
    )
    model = helper.make_model(
        graph, producer_name="winnow", ir_version=8, opset_imports=[helper.make_opsetid("", 13)]
    )
    checker.check_model(model, full_check=True)
    with open(sys.argv[1], "wb") as file:
        file.write(model.SerializeToString(deterministic=True))


if __name__ == "__main__":
    main()
