internal import COnnxRuntime

/// A tensor that a model takes or gives.
public struct TensorDescription: Sendable, Equatable {
  /// The name by which a run asks for it or gives it.
  public let name: String
  /// `nil` for a size that is free.
  public let shape: [Int?]
  /// False for integers, texts, sequences and whatever else is not 32-bit floats.
  public let holdsFloats: Bool

  init(_ description: winnow_onnx_tensor_description) {
    name = description.name.map { String(cString: $0) } ?? ""
    holdsFloats = description.element_type == Int32(WINNOW_ONNX_FLOAT32)
    shape = withUnsafeBytes(of: description.dimensions) { bytes in
      bytes.bindMemory(to: Int64.self).prefix(description.rank).map { $0 < 0 ? nil : Int($0) }
    }
  }

  /// The shape in words: `1 x 3 x 224 x 224`, a free size as `?`.
  var shapeText: String { shape.map { $0.map(String.init) ?? "?" }.joined(separator: " x ") }
}

/// Numbers with a shape.
public struct Tensor: Sendable, Equatable {
  /// Sizes, the outermost first.
  public var shape: [Int]
  /// Row by row, the last size's places side by side.
  public var values: [Float]

  /// A tensor whose values fill its shape.
  public init(shape: [Int], values: [Float]) {
    self.shape = shape
    self.values = values
  }
}

/// A loaded model. It may be run from several threads at once; one run uses the calling thread only.
public final class InferenceSession: Sendable {
  /// Justified: set once in `init`, and ONNX Runtime allows several threads to run one session at once.
  nonisolated(unsafe) private let handle: OpaquePointer
  /// Kept, because the environment must outlive the session.
  private let runtime: InferenceRuntime
  /// What to call the model in errors.
  public let name: String
  /// What the model takes.
  public let inputs: [TensorDescription]
  /// What the model can give.
  public let outputs: [TensorDescription]

  /// Loads a model.
  ///
  /// - Parameters:
  ///   - model: The bytes of an ONNX file; they are not needed afterwards.
  ///   - name: What to call the model in errors.
  ///   - runtime: The opened runtime.
  public init(model: [UInt8], name: String, runtime: InferenceRuntime) throws(InferenceError) {
    var problem = winnow_onnx_problem()
    let opened = model.withUnsafeBytes {
      winnow_onnx_session_open(runtime.handle, $0.baseAddress, $0.count, 1, &problem)
    }
    guard let opened else { throw .modelUnusable(model: name, reason: problem.line) }
    handle = opened
    self.runtime = runtime
    self.name = name
    inputs = (0..<winnow_onnx_input_count(opened)).map { TensorDescription(winnow_onnx_input_at(opened, $0)) }
    outputs = (0..<winnow_onnx_output_count(opened)).map {
      TensorDescription(winnow_onnx_output_at(opened, $0))
    }
  }

  deinit { winnow_onnx_session_close(handle) }

  /// Runs the model on the calling thread: blocking, so never on the cooperative pool.
  ///
  /// The input is read in place. Each output is copied once, out of the runtime's own memory.
  ///
  /// - Parameters:
  ///   - input: The tensor of a model with one input.
  ///   - wanted: Names of the outputs to compute, in the order in which they are given back.
  /// - Throws: ``InferenceError/runFailed(model:reason:)``.
  public func run(_ input: Tensor, wanted: [String]) throws(InferenceError) -> [Tensor] {
    guard inputs.count == 1 else {
      throw .runFailed(model: name, reason: "the model takes \(inputs.count) tensors, 1 is given")
    }
    guard input.values.count == input.shape.reduce(1, *) else {
      throw .runFailed(
        model: name, reason: "\(input.values.count) numbers do not fill the shape \(input.shape)")
    }
    guard input.shape.count <= WINNOW_ONNX_MAXIMUM_RANK else {
      throw .runFailed(model: name, reason: "the shape \(input.shape) has more than 8 sizes")
    }
    var problem = winnow_onnx_problem()
    guard let results = start(input, wanted: wanted, problem: &problem) else {
      throw .runFailed(model: name, reason: problem.line)
    }
    defer { winnow_onnx_results_release(results) }
    var tensors: [Tensor] = []
    for place in wanted.indices { tensors.append(try read(place, of: results)) }
    return tensors
  }

  /// Hands the tensors to the runtime; `nil` with a message where it fails.
  private func start(
    _ tensor: Tensor, wanted: [String], problem: inout winnow_onnx_problem
  ) -> OpaquePointer? {
    inputs[0].name.withCString { inputName in
      withCStrings(wanted) { names in
        tensor.values.withUnsafeBufferPointer { values in
          var input = winnow_onnx_input()
          input.name = inputName
          input.values = values.baseAddress
          input.rank = tensor.shape.count
          withUnsafeMutableBytes(of: &input.dimensions) { bytes in
            let dimensions = bytes.bindMemory(to: Int64.self)
            for (axis, size) in tensor.shape.enumerated() { dimensions[axis] = Int64(size) }
          }
          return winnow_onnx_run(handle, &input, 1, names.baseAddress, names.count, &problem)
        }
      }
    }
  }

  /// One output as a tensor of its own.
  private func read(_ place: Int, of results: OpaquePointer) throws(InferenceError) -> Tensor {
    var problem = winnow_onnx_problem()
    var rank = 0
    let capacity = WINNOW_ONNX_MAXIMUM_RANK
    var dimensions = [Int64](repeating: 0, count: capacity)
    guard let values = winnow_onnx_result_values(results, place, &rank, &dimensions, &problem) else {
      throw .runFailed(model: name, reason: problem.line)
    }
    let shape = dimensions.prefix(rank).map { Int($0) }
    return Tensor(
      shape: shape, values: Array(UnsafeBufferPointer(start: values, count: shape.reduce(1, *))))
  }
}

/// Calls the body with the texts as C strings that live as long as the call.
private func withCStrings<Success>(
  _ texts: [String], _ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) -> Success
) -> Success {
  var bytes: [CChar] = []
  var starts: [Int] = []
  for text in texts {
    starts.append(bytes.count)
    bytes.append(contentsOf: text.utf8CString)
  }
  return bytes.withUnsafeBufferPointer { buffer in
    let pointers = starts.map { start in buffer.baseAddress.map { $0 + start } }
    return pointers.withUnsafeBufferPointer(body)
  }
}
