/// A metadata format that the benchmark's provider offers.
enum RecordFormat: String, CaseIterable, Sendable {
  case edm
  case dublinCore = "oai_dc"

  var namespace: String {
    switch self {
    case .edm: "http://www.europeana.eu/schemas/edm/"
    case .dublinCore: "http://www.openarchives.org/OAI/2.0/oai_dc/"
    }
  }

  var schema: String {
    switch self {
    case .edm: "http://www.europeana.eu/schemas/edm/EDM.xsd"
    case .dublinCore: "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
    }
  }
}
