public import Hashing

/// What a model is, where it comes from, what it takes and gives, and how far it can be trusted.
///
/// A card is a YAML file beside the model. A person's own ONNX file becomes usable by writing one.
public struct ModelCard: Sendable, Equatable {
  /// What a model is for.
  public enum Task: String, Sendable, CaseIterable {
    /// One label of many: the scores of an image add up to 1.
    case classification
    /// Only a feature vector.
    case embedding
  }

  /// A file of the pack with the hash that the card vouches for.
  public struct File: Sendable, Equatable {
    /// Relative to the pack's folder.
    public var path: String
    /// The SHA-256 of the file.
    public var sha256: ContentHash
  }

  /// Where the weights were got from, for whoever wants to do it again.
  public struct Source: Sendable, Equatable {
    /// A package's name and version, an address or a folder.
    public var origin: String
    /// The file within it.
    public var file: String
    /// The SHA-256 of the file.
    public var sha256: ContentHash
    /// The script that turned the file into the model, where one did.
    public var converter: String?
  }

  /// The list of classes.
  public struct Labels: Sendable, Equatable {
    /// The file with a line `id TAB label` a class.
    public var file: File
    /// Where the list comes from, and its licence.
    public var source: String
    /// How many labels of an image are kept, best first.
    public var keep: Int
  }

  /// A tensor that the model gives.
  public struct Output: Sendable, Equatable {
    /// What its numbers are.
    public enum Kind: String, Sendable, CaseIterable {
      /// Unnormalised scores: softmax turns them into probabilities.
      case logits
      /// Already probabilities.
      case probabilities
      /// A feature vector: kept at length 1.
      case embedding
    }

    /// The tensor's name in the model.
    public var tensor: String
    /// What its numbers are.
    public var kind: Kind
    /// Numbers an image.
    public var size: Int
  }

  /// A measured figure, with the data it was measured on.
  public struct Figure: Sendable, Equatable {
    /// What was measured.
    public var measure: String
    /// The figure with its unit.
    public var value: String
    /// The data it was measured on.
    public var data: String
  }

  /// `a-z 0-9 -`; stable for ever.
  public var id: String
  /// The card's version.
  public var version: String
  /// What the model is, in one line.
  public var title: String
  /// What the model is for.
  public var task: Task
  /// An SPDX licence identifier.
  public var licence: String
  /// On what the licence statement rests.
  public var licenceEvidence: String
  /// Where the weights were got from.
  public var source: Source
  /// The ONNX file.
  public var model: File
  /// The classes; `nil` for a model that gives none.
  public var labels: Labels?
  /// The tensor that takes the image: NCHW, 32-bit floats, RGB.
  public var inputTensor: String
  /// How an image becomes the tensor.
  public var preprocessing: Preprocessing
  /// The tensors that are used.
  public var outputs: [Output]
  /// `none`, or how scores were made to mean frequencies.
  public var calibration: String
  /// Measured figures.
  public var figures: [Figure]
  /// What the model must not be used for, in words.
  public var limits: String
  /// CPU seconds for a thousand images, one thread, preprocessing and model.
  public var cpuSecondsPerThousandImages: Double
}
