extension GoldenMapping {
  static let lido = [
    GoldenMapping(
      name: "a painting (LIDO 1.0) with events, subjects, a master and a preview of each picture",
      prefix: "lido",
      record: """
        <lido:lidoWrap xmlns:lido="http://www.lido-schema.org"><lido:lido>
          <lido:lidoRecID lido:type="local">7</lido:lidoRecID>
          <lido:descriptiveMetadata xml:lang="de">
            <lido:objectClassificationWrap>
              <lido:objectWorkTypeWrap><lido:objectWorkType>\
        <lido:conceptID lido:type="URI">http://vocab.getty.edu/aat/300033618</lido:conceptID>\
        <lido:term>Gemälde</lido:term><lido:term xml:lang="en">painting</lido:term></lido:objectWorkType>\
        </lido:objectWorkTypeWrap>
              <lido:classificationWrap><lido:classification><lido:term>Malerei</lido:term>\
        </lido:classification></lido:classificationWrap>
            </lido:objectClassificationWrap>
            <lido:objectIdentificationWrap>
              <lido:titleWrap><lido:titleSet>\
        <lido:appellationValue lido:pref="preferred">Am Wehr</lido:appellationValue>\
        <lido:appellationValue lido:pref="alternate">Mühle</lido:appellationValue></lido:titleSet>\
        </lido:titleWrap>
              <lido:repositoryWrap><lido:repositorySet lido:type="former"><lido:repositoryName>\
        <lido:legalBodyName><lido:appellationValue>Schloss</lido:appellationValue></lido:legalBodyName>\
        </lido:repositoryName></lido:repositorySet><lido:repositorySet lido:type="current">\
        <lido:repositoryName><lido:legalBodyName>\
        <lido:appellationValue>Stadtmuseum</lido:appellationValue></lido:legalBodyName>\
        </lido:repositoryName><lido:workID>G 7</lido:workID></lido:repositorySet></lido:repositoryWrap>
              <lido:objectDescriptionWrap><lido:objectDescriptionSet>\
        <lido:descriptiveNoteValue>Blick von Süden.</lido:descriptiveNoteValue>\
        </lido:objectDescriptionSet></lido:objectDescriptionWrap>
              <lido:objectMeasurementsWrap><lido:objectMeasurementsSet><lido:objectMeasurements>\
        <lido:measurementSet><lido:measurementType>Höhe</lido:measurementType>\
        <lido:measurementUnit>cm</lido:measurementUnit><lido:measurementValue>40</lido:measurementValue>\
        </lido:measurementSet></lido:objectMeasurements></lido:objectMeasurementsSet>\
        </lido:objectMeasurementsWrap>
            </lido:objectIdentificationWrap>
            <lido:eventWrap>
              <lido:eventSet><lido:event><lido:eventType>\
        <lido:conceptID lido:type="URI">http://terminology.lido-schema.org/lido00012</lido:conceptID>\
        </lido:eventType>
                <lido:eventActor><lido:displayActorInRole>Anna Berg (Malerin)</lido:displayActorInRole>\
        <lido:actorInRole><lido:actor>\
        <lido:actorID lido:type="URI">http://names.example/anna</lido:actorID><lido:nameActorSet>\
        <lido:appellationValue lido:pref="preferred">Berg, Anna</lido:appellationValue>\
        <lido:appellationValue lido:pref="alternate">A. B.</lido:appellationValue></lido:nameActorSet>\
        </lido:actor></lido:actorInRole></lido:eventActor>
                <lido:eventDate><lido:displayDate>um 1890</lido:displayDate><lido:date>\
        <lido:earliestDate>1888</lido:earliestDate><lido:latestDate>1892</lido:latestDate></lido:date>\
        </lido:eventDate>
                <lido:eventPlace><lido:place>\
        <lido:placeID lido:type="URI">http://places.example/weir</lido:placeID><lido:namePlaceSet>\
        <lido:appellationValue>Wehrstadt</lido:appellationValue></lido:namePlaceSet></lido:place>\
        </lido:eventPlace>
                <lido:eventMaterialsTech><lido:materialsTech><lido:termMaterialsTech>\
        <lido:term>Öl</lido:term></lido:termMaterialsTech></lido:materialsTech></lido:eventMaterialsTech>\
        </lido:event></lido:eventSet>
              <lido:eventSet><lido:displayEvent>1900 gekauft</lido:displayEvent><lido:event>\
        <lido:eventType><lido:term>Erwerb</lido:term></lido:eventType></lido:event></lido:eventSet>
              <lido:eventSet><lido:event><lido:eventType><lido:term>Ausstellung</lido:term>\
        </lido:eventType><lido:eventActor><lido:actorInRole><lido:actor><lido:nameActorSet>\
        <lido:appellationValue>Kurator</lido:appellationValue></lido:nameActorSet></lido:actor>\
        </lido:actorInRole></lido:eventActor></lido:event></lido:eventSet>
            </lido:eventWrap>
            <lido:objectRelationWrap>
              <lido:subjectWrap><lido:subjectSet><lido:displaySubject>Mühle mit Wehr</lido:displaySubject>\
        <lido:subject><lido:subjectConcept>\
        <lido:conceptID lido:type="iconclass">http://iconclass.org/25I1</lido:conceptID>\
        <lido:term>Mühle</lido:term></lido:subjectConcept><lido:subjectPlace>\
        <lido:displayPlace>Wehr</lido:displayPlace></lido:subjectPlace></lido:subject></lido:subjectSet>\
        </lido:subjectWrap>
              <lido:relatedWorksWrap><lido:relatedWorkSet><lido:relatedWork>\
        <lido:displayObject>Skizzenbuch</lido:displayObject></lido:relatedWork><lido:relatedWorkRelType>\
        <lido:term>Teil von</lido:term></lido:relatedWorkRelType></lido:relatedWorkSet>\
        </lido:relatedWorksWrap>
            </lido:objectRelationWrap>
          </lido:descriptiveMetadata>
          <lido:administrativeMetadata xml:lang="de">
            <lido:rightsWorkWrap><lido:rightsWorkSet><lido:rightsType>\
        <lido:conceptID lido:type="URI">http://creativecommons.org/publicdomain/mark/1.0/</lido:conceptID>\
        </lido:rightsType></lido:rightsWorkSet></lido:rightsWorkWrap>
            <lido:recordWrap><lido:recordID lido:type="local">7</lido:recordID><lido:recordSource>\
        <lido:legalBodyName><lido:appellationValue>Stadtmuseum Wehr</lido:appellationValue>\
        </lido:legalBodyName></lido:recordSource><lido:recordInfoSet>\
        <lido:recordInfoLink>http://museum.example/7</lido:recordInfoLink></lido:recordInfoSet>\
        </lido:recordWrap>
            <lido:resourceWrap>
              <lido:resourceSet lido:sortorder="2"><lido:resourceRepresentation lido:type="image_master">\
        <lido:linkResource>http://museum.example/7b.jpg</lido:linkResource></lido:resourceRepresentation>\
        <lido:rightsResource><lido:rightsType>\
        <lido:conceptID lido:type="URI">http://rightsstatements.org/vocab/InC/1.0/</lido:conceptID>\
        </lido:rightsType></lido:rightsResource></lido:resourceSet>
              <lido:resourceSet lido:sortorder="1"><lido:resourceRepresentation lido:type="image_thumb">\
        <lido:linkResource>http://museum.example/7-t.jpg</lido:linkResource></lido:resourceRepresentation>\
        <lido:resourceRepresentation lido:type="image_master">\
        <lido:linkResource lido:formatResource="image/tiff">\
        http://museum.example/7.tif</lido:linkResource></lido:resourceRepresentation><lido:rightsResource>\
        <lido:rightsType>\
        <lido:conceptID lido:type="URI">http://creativecommons.org/licenses/by/4.0/</lido:conceptID>\
        <lido:term>CC BY</lido:term></lido:rightsType><lido:creditLine>Foto: Museum</lido:creditLine>\
        </lido:rightsResource></lido:resourceSet>
            </lido:resourceWrap>
          </lido:administrativeMetadata>
        </lido:lido></lido:lidoWrap>
        """,
      expected: """
        <edm:ProvidedCHO rdf:about="http://museum.example/1">
          <dc:creator rdf:resource="http://names.example/anna"/>
          <dc:creator xml:lang="de">Berg, Anna</dc:creator>
          <dc:description xml:lang="de">Blick von Süden.</dc:description>
          <dc:identifier>G 7</dc:identifier>
          <dc:rights xml:lang="de">CC BY</dc:rights>
          <dc:rights xml:lang="de">Foto: Museum</dc:rights>
          <dc:rights rdf:resource="http://rightsstatements.org/vocab/InC/1.0/"/>
          <dc:rights>http://creativecommons.org/publicdomain/mark/1.0/</dc:rights>
          <dc:subject rdf:resource="http://iconclass.org/25I1"/>
          <dc:subject xml:lang="de">Mühle</dc:subject>
          <dc:title xml:lang="de">Am Wehr</dc:title>
          <dc:type rdf:resource="http://vocab.getty.edu/aat/300033618"/>
          <dc:type xml:lang="de">Gemälde</dc:type>
          <dc:type xml:lang="en">painting</dc:type>
          <dc:type xml:lang="de">Malerei</dc:type>
          <dcterms:alternative xml:lang="de">Mühle</dcterms:alternative>
          <dcterms:created xml:lang="de">um 1890</dcterms:created>
          <dcterms:created>1888/1892</dcterms:created>
          <dcterms:extent xml:lang="de">Höhe: 40 cm</dcterms:extent>
          <dcterms:isPartOf xml:lang="de">Skizzenbuch</dcterms:isPartOf>
          <dcterms:medium xml:lang="de">Öl</dcterms:medium>
          <dcterms:provenance xml:lang="de">1900 gekauft</dcterms:provenance>
          <dcterms:spatial rdf:resource="http://places.example/weir"/>
          <dcterms:spatial xml:lang="de">Wehrstadt</dcterms:spatial>
          <dcterms:spatial xml:lang="de">Wehr</dcterms:spatial>
          <edm:currentLocation xml:lang="de">Stadtmuseum</edm:currentLocation>
          <edm:type>IMAGE</edm:type>
        </edm:ProvidedCHO>
        <edm:WebResource rdf:about="http://museum.example/7.tif">
          <dc:format>image/tiff</dc:format>
          <edm:rights rdf:resource="http://creativecommons.org/licenses/by/4.0/"/>
        </edm:WebResource>
        <edm:WebResource rdf:about="http://museum.example/7b.jpg">
          <edm:rights rdf:resource="http://rightsstatements.org/vocab/InC/1.0/"/>
        </edm:WebResource>
        <ore:Aggregation rdf:about="http://museum.example/1#aggregation">
          <edm:aggregatedCHO rdf:resource="http://museum.example/1"/>
          <edm:dataProvider xml:lang="de">Stadtmuseum Wehr</edm:dataProvider>
          <edm:hasView rdf:resource="http://museum.example/7b.jpg"/>
          <edm:isShownAt rdf:resource="http://museum.example/7"/>
          <edm:isShownBy rdf:resource="http://museum.example/7.tif"/>
          <edm:object rdf:resource="http://museum.example/7-t.jpg"/>
          <edm:provider>Hub</edm:provider>
          <edm:rights rdf:resource="http://creativecommons.org/licenses/by/4.0/"/>
        </ore:Aggregation>
        """),
    GoldenMapping(
      name: "a sound carrier (LIDO 1.1) with concepts of SKOS and the type said outright",
      prefix: "lido",
      record: """
        <lido:lido xmlns:lido="http://www.lido-schema.org" \
        xmlns:skos="http://www.w3.org/2004/02/skos/core#" \
        xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
          <lido:descriptiveMetadata xml:lang="en">
            <lido:objectClassificationWrap>
              <lido:objectWorkTypeWrap><lido:objectWorkType>\
        <skos:Concept rdf:about="http://types.example/cylinder">\
        <skos:prefLabel xml:lang="en">wax cylinder</skos:prefLabel>\
        <skos:prefLabel xml:lang="nl">wasrol</skos:prefLabel></skos:Concept></lido:objectWorkType>\
        </lido:objectWorkTypeWrap>
              <lido:classificationWrap><lido:classification lido:type="europeana:type">\
        <lido:term>SOUND</lido:term></lido:classification></lido:classificationWrap>
            </lido:objectClassificationWrap>
            <lido:objectIdentificationWrap><lido:titleWrap><lido:titleSet>\
        <lido:appellationValue>Song of the mill</lido:appellationValue></lido:titleSet></lido:titleWrap>
              <lido:objectMeasurementsWrap><lido:objectMeasurementsSet>\
        <lido:displayObjectMeasurements>3 minutes</lido:displayObjectMeasurements>\
        </lido:objectMeasurementsSet></lido:objectMeasurementsWrap></lido:objectIdentificationWrap>
            <lido:eventWrap><lido:eventSet><lido:event><lido:eventType>\
        <skos:Concept rdf:about="http://terminology.lido-schema.org/lido00228"/></lido:eventType>\
        <lido:eventActor><lido:displayActorInRole>Mill Records</lido:displayActorInRole></lido:eventActor>\
        <lido:eventDate><lido:date><lido:earliestDate>1905</lido:earliestDate>\
        <lido:latestDate>1905</lido:latestDate></lido:date></lido:eventDate></lido:event></lido:eventSet>\
        </lido:eventWrap>
            <lido:objectRelationWrap><lido:subjectWrap><lido:subjectSet><lido:subject><lido:subjectActor>\
        <lido:actor><lido:nameActorSet><lido:appellationValue>The miller</lido:appellationValue>\
        </lido:nameActorSet></lido:actor></lido:subjectActor><lido:subjectDate><lido:date>\
        <lido:earliestDate>1800</lido:earliestDate><lido:latestDate>1810</lido:latestDate></lido:date>\
        </lido:subjectDate></lido:subject></lido:subjectSet></lido:subjectWrap></lido:objectRelationWrap>
          </lido:descriptiveMetadata>
          <lido:administrativeMetadata xml:lang="en">
            <lido:recordWrap><lido:recordSource lido:type="europeana:provider"><lido:legalBodyName>\
        <lido:appellationValue>Hub</lido:appellationValue></lido:legalBodyName></lido:recordSource>\
        <lido:recordSource lido:type="europeana:dataProvider"><lido:legalBodyName>\
        <lido:appellationValue>Sound Archive</lido:appellationValue></lido:legalBodyName>\
        </lido:recordSource></lido:recordWrap>
            <lido:resourceWrap><lido:resourceSet>\
        <lido:resourceRepresentation lido:type="http://terminology.lido-schema.org/lido00451">\
        <lido:linkResource>http://sound.example/label-small.jpg</lido:linkResource>\
        </lido:resourceRepresentation>\
        <lido:resourceRepresentation lido:type="http://terminology.lido-schema.org/lido00464">\
        <lido:linkResource lido:formatResource="audio/mpeg">\
        http://sound.example/song.mp3</lido:linkResource></lido:resourceRepresentation></lido:resourceSet>\
        </lido:resourceWrap>
          </lido:administrativeMetadata>
        </lido:lido>
        """,
      expected: """
        <edm:ProvidedCHO rdf:about="http://museum.example/1">
          <dc:publisher xml:lang="en">Mill Records</dc:publisher>
          <dc:subject xml:lang="en">The miller</dc:subject>
          <dc:title xml:lang="en">Song of the mill</dc:title>
          <dc:type rdf:resource="http://types.example/cylinder"/>
          <dc:type xml:lang="en">wax cylinder</dc:type>
          <dc:type xml:lang="nl">wasrol</dc:type>
          <dcterms:extent xml:lang="en">3 minutes</dcterms:extent>
          <dcterms:issued>1905</dcterms:issued>
          <dcterms:temporal>1800/1810</dcterms:temporal>
          <edm:type>SOUND</edm:type>
        </edm:ProvidedCHO>
        <edm:WebResource rdf:about="http://sound.example/song.mp3">
          <dc:format>audio/mpeg</dc:format>
        </edm:WebResource>
        <ore:Aggregation rdf:about="http://museum.example/1#aggregation">
          <edm:aggregatedCHO rdf:resource="http://museum.example/1"/>
          <edm:dataProvider xml:lang="en">Sound Archive</edm:dataProvider>
          <edm:isShownBy rdf:resource="http://sound.example/song.mp3"/>
          <edm:object rdf:resource="http://sound.example/label-small.jpg"/>
          <edm:provider>Hub</edm:provider>
        </ore:Aggregation>
        """),
  ]
}
