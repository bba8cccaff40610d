public import Hashing

/// Which model says something, with all that changes its answers: the key of its results.
public struct ModelIdentity: Sendable, Hashable {
  /// The card's id.
  public let model: String
  /// The SHA-256 of the model file.
  public let weightsHash: ContentHash
  /// `id/version` of the preprocessing.
  public let preprocessing: String
  /// The card's task.
  public let task: String

  /// An identity from its parts.
  public init(model: String, weightsHash: ContentHash, preprocessing: String, task: String) {
    self.model = model
    self.weightsHash = weightsHash
    self.preprocessing = preprocessing
    self.task = task
  }
}

/// What one model says of one image.
public struct ModelOutput: Sendable, Equatable {
  /// A class with its score.
  public struct Label: Sendable, Equatable {
    /// The class's own id, such as a WordNet synset `n02123045`.
    public let id: String
    /// The name of the class.
    public let label: String
    /// 0 to 1; over all classes of the model the scores add up to 1.
    public let score: Double

    /// A label from its parts.
    public init(id: String, label: String, score: Double) {
      self.id = id
      self.label = label
      self.score = score
    }
  }

  /// Which model says it.
  public let identity: ModelIdentity
  /// `full`: the whole image.
  public let region: String
  /// The best labels, best first; empty where the model gives no classes.
  public let labels: [Label]
  /// The feature vector at length 1; empty where the model gives none.
  public let embedding: [Float]

  /// A label from its parts.
  public init(identity: ModelIdentity, region: String = "full", labels: [Label], embedding: [Float]) {
    self.identity = identity
    self.region = region
    self.labels = labels
    self.embedding = embedding
  }

  /// The card's id.
  public var model: String { identity.model }
  /// The SHA-256 of the model file.
  public var weightsHash: ContentHash { identity.weightsHash }
  /// The card's task.
  public var task: String { identity.task }
  /// `id/version` of the preprocessing.
  public var preprocessing: String { identity.preprocessing }
}
