internal import XMLCodec

/// The containers in which `Identify` describes a repository beyond what the protocol asks for.
extension XMLWriter {
  private mutating func describe(
    _ name: String, namespace: String, schema: String, _ attributes: [(String, String)] = [],
    _ content: (inout XMLWriter) -> Void
  ) {
    start("description")
    start(name, [("xmlns", namespace), ("xsi:schemaLocation", "\(namespace) \(schema)")] + attributes)
    content(&self)
    end()
    end()
  }

  /// Source: Guidelines for the OAI Identifier Format, 2.0.
  mutating func describeIdentifiers(_ domain: String) {
    describe(
      "oai-identifier", namespace: "http://www.openarchives.org/OAI/2.0/oai-identifier",
      schema: "http://www.openarchives.org/OAI/2.0/oai-identifier.xsd"
    ) { xml in
      xml.element("scheme", text: "oai")
      xml.element("repositoryIdentifier", text: domain)
      xml.element("delimiter", text: ":")
      xml.element("sampleIdentifier", text: "oai:\(domain):provider:record-1")
    }
  }

  /// Source: Conveying rights expressions about metadata in the OAI-PMH framework, section 3.
  mutating func describeRights(_ statements: [String]) {
    describe(
      "rightsManifest", namespace: "http://www.openarchives.org/OAI/2.0/rights/",
      schema: "http://www.openarchives.org/OAI/2.0/rightsManifest.xsd",
      [("appliesTo", "http://www.openarchives.org/OAI/2.0/entity#metadata")]
    ) { xml in
      for statement in statements {
        xml.start("rights")
        xml.empty("rightsReference", [("ref", statement)])
        xml.end()
      }
    }
  }

  /// Source: Implementation Guidelines for the OAI-PMH, branding container.
  mutating func describeBranding(_ icon: RepositoryIcon) {
    describe(
      "branding", namespace: "http://www.openarchives.org/OAI/2.0/branding/",
      schema: "http://www.openarchives.org/OAI/2.0/branding.xsd"
    ) { xml in
      xml.start("collectionIcon")
      xml.element("url", text: icon.url)
      if let link = icon.link { xml.element("link", text: link) }
      if let title = icon.title { xml.element("title", text: title) }
      xml.end()
    }
  }
}
