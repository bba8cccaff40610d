/// What kind of thing an object is: the values of `edm:type`.
public enum ObjectType: String, Sendable, Codable, CaseIterable {
  case text = "TEXT"
  case video = "VIDEO"
  case image = "IMAGE"
  case sound = "SOUND"
  case threeDimensional = "3D"
}
