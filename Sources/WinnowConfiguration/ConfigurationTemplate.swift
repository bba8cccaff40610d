extension Configuration {
  /// The commented configuration that `winnow init` writes.
  public static let template = """
    # Winnow's configuration. Paths are relative to this file; unknown keys are refused with their line.
    store: sqlite:winnow.sqlite
    blobs: folder:media
    contact: mailto:ops@example.org        # part of the User-Agent: who to write to about our requests

    # The OAI-PMH repository that `winnow serve` offers.
    repository:
      name: Example enrichment aggregator
      base_url: http://127.0.0.1:8080/oai
      admin_email: ops@example.org
      id_prefix: oai:winnow.example.org    # a domain of yours; identifiers are ID_PREFIX:PROVIDER:THEIR-ID
      # isil: XX-EXAMPLE                  # our organisation in MARC
      # statement_attributes: false        # true: edm:wasGeneratedBy and edm:confidenceLevel in OAI `edm`
      # icon: https://example.org/icon.png # a picture that stands for the repository
      # limits: {requests_per_client: 16, connections_per_client: 64, trusted_proxies: [127.0.0.1]}

    # One entry a partner. `winnow identify URL` tells whether an endpoint can be harvested.
    providers: []
    # - id: museum                         # a-z 0-9 - ; stable for ever
    #   name: Example Museum
    #   harvest:
    #     kind: oai-pmh
    #     url: http://127.0.0.1:8765/oai
    #     prefix: edm                      # or oai_dc
    #     # mapping: oai_dc-to-edm.xsl     # where the format is not EDM
    #     # sets: [posters]
    #     # count: trusted                 # or advisory: completeListSize is known to be an estimate
    #     # schedule: daily 02:00          # `winnow serve` runs it then; or weekly, monthly, every, or five cron fields
    #     # credentials: {type: bearer, env: MUSEUM_TOKEN}
    #   defaults: {data_provider: Example Museum, country: BE, language: nl}
    #   metadata_rights: "http://creativecommons.org/publicdomain/zero/1.0/"
    #   # local_id:                        # finds a record again in the partner's catalogue: `marcxml_patch`
    #   #   {xpath: "//dc:identifier", regex: "^INV-(\\d+)$", marc_prefix: "(BE-Example)"}
    #   # media:                           # where records carry no image address
    #   #   - {from: dc:identifier, match: "^https?://gallica.bnf.fr/(ark:/12148/[a-z0-9]+)", manifest: "https://gallica.bnf.fr/iiif/$1/manifest.json"}
    #   # media_per_record: 10
    #   policy: {fetch: by-rights, agreement: false, delay_ms: 1000}

    # Manners towards single hosts; one connection and a second between requests otherwise.
    # hosts:
    #   images.example.org: {delay_ms: 6000, connections: 1}

    # Media may never point into private address space, unless listed here.
    # network: {allow_private: ["127.0.0.0/8"]}

    # Concepts that records link to (Wikidata, AAT, Iconclass, GND, LCSH): `winnow vocabulary dereference` fetches them.
    # vocabularies: {dereference: true, languages: [en, de, fr, nl]}

    # Who is told of alarms, beside the log and `winnow report`.
    # notify: {command: 'mail -s "Winnow: $WINNOW_ALARM at $WINNOW_PROVIDER" ops@example.org'}
    # notify: {webhook: "https://chat.example.org/hooks/winnow"}

    models: {pack: default}

    """
}
