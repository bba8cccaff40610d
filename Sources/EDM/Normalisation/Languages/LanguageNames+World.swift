extension LanguageNames {
  /// Languages of the world, in the larger languages of Europe and in their own.
  static let ofTheWorld = """
    ar arabic|arabisch|arabe|árabe|arabo|arabski|arabština|arabčina|العربية
    zh chinese|chinesisch|chinois|chino|cinese|chinees|chinês|chiński|中文
    ja japanese|japanisch|japonais|japonés|giapponese|japans|japonês|japoński|日本語
    he hebrew|hebräisch|hébreu|hebreo|ebraico|hebreeuws|hebraico|hebrajski|עברית
    hi hindi|híndi|hindština|hindčina|hindijščina|hindski|хинди|χίντι|हिन्दी
    fa persian|persisch|persan|persa|persiano|perzisch|perski|perština|فارسی
    ko korean|koreanisch|coréen|coreano|koreaans|koreański|korejština|kórejčina|한국어
    be belarusian|belarussisch|biélorusse|bielorruso|bielorusso|bielorrusso|białoruski|běloruština
    be беларуская
    bs bosnian|bosnisch|bosniaque|bosnio|bosniaco|bósnio|bośniacki|bosenština|boşnakça
    ka georgian|georgisch|géorgien|georgiano|gruziński|gruzínština|gruzínčina|gruzijščina|ქართული
    aa afar|afarština|afarčina|afarščina|afarski|афарски|αφάρ|afari|afár
    ab abkhazian|abchasisch|abkhaze|abjasio|abcaso|abchazisch|abcázio|abchaski|abhazca
    ae avestan|avestisch|avestique|avéstico|awestyjski|avestánština|avestčina|avestijščina|avestçe
    af afrikaans|afrikáans|africâner|afrikánština|afrikánčina|afrikanščina|африканс|αφρικάανς|afrikaanca
    ak akan|akanština|akančina|akanščina|akanski|акан|ακάν|akani|acáinis
    am amharic|amharisch|amharique|amárico|amarico|amhaars|amharski|amharština|አማርኛ
    an aragonese|aragonesisch|aragonais|aragonés|aragonees|aragonês|aragoński|aragonština|aragonca
    as assamese|assamesisch|assamais|asamés|assamees|assamês|asamski|ásámština|অসমীয়া
    av avaric|awarisch|avar|avaro|avarisch|avárico|awarski|avarština|avar dili
    ay aymara|aimara|aimará|ajmara|ajmarština|aymarčina|ajmarščina|ajmarski|aímara
    az azerbaijani|aserbaidschanisch|azerbaïdjanais|azerbaiyano|azerbaigiano|azerbeidzjaans|azerbaijano
    az azerbejdżański|azərbaycan
    ba bashkir|baschkirisch|bachkir|baskir|baschiro|basjkiers|baszkirski|baškirština|башҡорт теле
    bi bislama|bichelamar|bislamá|bislamština|bislamščina|бислама|μπισλάμα|bišlamā|bíslama
    bm bambara|bambarština|bambarčina|bambarščina|бамбара|μπαμπάρα|bambaru|bambarų|bamanakan
    bn bangla|bengalisch|bengali|bengalí|bengalese|bengaals|bengalski|bengálština|বাংলা
    bo tibetan|tibetisch|tibétain|tibetano|tibetaans|tybetański|tibetština|tibetčina|བོད་སྐད་
    br breton|bretonisch|bretón|bretone|bretons|bretão|bretoński|bretonština|brezhoneg
    ce chechen|tschetschenisch|tchétchène|checheno|ceceno|tsjetsjeens|czeczeński|čečenština|нохчийн
    ch chamorro|czamorro|čamoro|čamorčina|čamorščina|csamoró|чаморо|τσαμόρο|çamorro dili
    co corsican|korsisch|corse|corso|corsicaans|korsykański|korsičtina|korzičtina|corsu
    cr cree|kríjština|krijščina|крии|krii|krice
    cu church slavic|kirchenslawisch|slavon d’église|eslavo eclesiástico|slavo ecclesiastico|kerkslavisch
    cu cerkiewnosłowiański|staroslověnština|kilise slavcası
    cv chuvash|tschuwaschisch|tchouvache|chuvasio|ciuvascio|tsjoevasjisch|tchuvache|czuwaski|чӑваш
    dv dhivehi|maldivien|divehi|malediwski|maledivština|maldivčina|diveščina|дивехи|ދިވެހިބަސް
    dz dzongkha|dzonga|dzongkä|dzonka|dzsonga|дзонгкха|ντζόνγκχα|dzongke|རྫོང་ཁ་
    ee eweština|evenščina|έουε|eʋegbe
    eo esperanto|espéranto|eszperantó|есперанто|εσπεράντο|эсперанто|esperantó
    ff fula|peul|fulah|fulani|fulbština|fulbčina|fulščina|pulaar
    fj fijian|fidschi|fidjien|fiyiano|figiano|fijisch|fijiano|fidżijski|fiji dili
    fo faroese|färöisch|féroïen|feroés|faeröers|feroês|farerski|faerština|føroyskt
    fy western frisian|westfriesisch|frison occidental|frisón occidental|frisone occidentale|fries
    fy frísio ocidental|zachodniofryzyjski|frysk
    gd scottish gaelic|gaélique écossais|gaélico escocés|gaelico scozzese|schots-gaelisch|gaélico escocês
    gd szkocki gaelicki|gàidhlig
    gn guarani|guaraní|guaranština|guaraníjčina|gvaranijščina|gvaranski|гуарани|γκουαρανί|avañe’ẽ
    gu gujarati|goudjarati|guyaratí|guzerate|gudżarati|gudžarátština|gudžarátčina|gudžaratščina|ગુજરાતી
    gv manx|mannois|manés|mannese|manština|mančina|manščina|manski|gaelg
    ha hausa|haussa|haoussa|hauçá|hauština|havščina|hausza|хауса|hausa dili
    ho hiri motu|hiri-motu|хири моту|χίρι μότου|hirimotu|хиримоту|хірі-моту|motúis hírí|hírímótú
    ht haitian creole|haiti-kreolisch|créole haïtien|criollo haitiano|creolo haitiano|haïtiaans creools
    ht haitiano|kreolski haitański|haiti kreyolu
    hz herero|héréro|hererština|хереро|χερέρο|hereru|hererų|гереро|herero dili
    ia interlingua|interlíngua|interlingva|интерлингва|ιντερλίνγκουα|tarpinė|інтерлінгва|i̇nterlingua
    id indonesian|indonesisch|indonésien|indonesio|indonesiano|indonésio|indonezyjski|indonéština|endonezce
    ie interlingue|interlingve|interligua|интерлингве|ιντερλίνγκουε|interkalba|інтерлінгве
    ig igbo|igboština|igboščina|igbó|игбо|ίγκμπο|igbų|i̇bo dili
    ii liangshan yi|yi du sichuan|yi de sichuán|sichuan yi|syczuański|s’čchuanská iovčina|ꆈꌠꉙ
    ik inupiaq|inupiak|inupiaque|inupiakština|inupik|inupiaščina|инупиак|ινουπιάκ|i̇nyupikçe
    io ίντο|ídis
    iu inuktitut|inuktitutština|inuktitutščina|инуктитут|ινούκτιτουτ|inuktituti|inuītu|inukitut|ᐃᓄᒃᑎᑐᑦ
    jv javanese|javanisch|javanais|javanés|giavanese|javaans|javanês|jawajski|jawa
    kg kongo|kongolesisch|kikongo|congolês|konžština|kongčina|kongovščina|congoleză|kongo dili
    ki kikuyu|gikuyu|quicuio|kikuju|kikujština|kikujčina|kikujščina|кикую|kíkújú
    kj kuanyama|kwanyama|cuanhama|kuaňamština|kuaňama|kvanjama|кваняма|κουανιάμα|kúanjama
    kk kazakh|kasachisch|kazajo|kazako|kazachs|cazaque|kazachski|kazaština|қазақ тілі
    kl kalaallisut|grönländisch|groenlandais|groenlandés|groenlandese|groenlands|groenlandês|grenlandzki
    kl grönland dili
    km khmer|jemer|khmerski|khmérština|khmérčina|kmerščina|kmerski|khmeră|ខ្មែរ
    kn kannada|canarés|canarim|kannadština|kannadčina|kanareščina|karnatački|каннада|ಕನ್ನಡ
    kr kanuri|kanouri|canúri|kanurijčina|kanurščina|канури|κανούρι|kanuru|kanuri dili
    ks kashmiri|kaschmiri|cachemiri|cachemir|kasjmiri|caxemira|kaszmirski|kašmírština|کٲشُر
    ku kurdish|kurdisch|kurde|kurdo|curdo|koerdisch|kurdyjski|kurdština
    kv komi|komijština|komijčina|komijščina|коми|κόμι|kome|komiešu|komíska
    kw cornish|kornisch|cornique|córnico|cornico|kornijski|kornština|kornčina|kernewek
    ky kyrgyz|kirgisisch|kirghize|kirguís|kirghiso|kirgizisch|quirguiz|kirgiski|кыргызча
    lg ganda|luganda|gandština|gandčina|ганда|γκάντα|gandu|lugandais
    li limburgish|limburgisch|limbourgeois|limburgués|limburghese|limburgs|limburguês|limburski|limburgca
    ln lingala|lingalština|lingalčina|лингала|λινγκάλα|ngalų|лінгала|liongáilis|lingála
    lo laotisch|laotiaans|laosiano|laotański|laoština|laoščina|laoski
    lu luba-katanga|luba-catanga|lubu-katanžština|луба-катанга|λούμπα-κατάνγκα|katanganluba|tshiluba
    mg malagasy|malgache|malgascio|malagassisch|malgaxe|malgaski|malgaština|malgaščina|malgaşça
    mh marshallese|marschallesisch|marshallais|marshalés|marshallees|marshalês|marszalski|maršálština
    mh marshall adaları dili
    mi māori|maori|maorí|maoryjski|maorština|maorijčina|maorščina|maorski|maori dili
    ml malayalam|malayálam|malaiala|malajalam|malajálamština|malajálamčina|malajalamščina|malajalamski
    ml മലയാളം
    mn mongolian|mongolisch|mongol|mongolo|mongools|mongolski|mongolština|mongolčina|монгол
    mr marathi|maratí|marati|maráthština|maráthčina|maratščina|marathski|maráthi|मराठी
    ms malay|malaiisch|malais|malayo|malese|maleis|malaio|malajski|bahasa melayu
    my burmese|birmanisch|birman|birmano|birmaans|birmanês|birmański|barmština|မြန်မာ
    na nauru|nauruisch|nauruan|nauruano|nauruaans|nauruański|naurština|nauruština|nauru dili
    nd north ndebele|nord-ndebele|ndébélé du nord|ndebele septentrional|ndebele del nord|noord-ndebele
    nd ndebele do norte|ndebele północny|isindebele
    ne nepali|nepalesisch|népalais|nepalí|nepalese|nepalees|nepalês|nepalski|नेपाली
    ng ndonga|dongo|ndondština|ндонга|ντόνγκα|ndongu|ndongų|ndongais
    nr south ndebele|süd-ndebele|ndébélé du sud|ndebele meridional|ndebele del sud|zuid-ndbele
    nr ndebele do sul|ndebele południowy|güney ndebele
    nv navajo|nawaho|navažština|navaho|navajščina|navahó|навахо|νάβαχο|diné bizaad
    ny nyanja|chewa|nianja|njandża|ňandžština|ňandža|njanščina|njandža|nýanja
    oc occitan|okzitanisch|occitano|occitaans|occitânico|oksytański|okcitánština|okcitánčina|oksitan dili
    oj ojibwa|odżibwa|odžibvejština|odžibva|anašinabščina|ojibva|оджибва|οζιβίγουα|ojibva dili
    om oromo|afaan oromo|oromština|oromčina|oromski|оромо|ορόμο|oromu|oromoo
    or odia|oriya|oriá|orija|urijština|uríjčina|odijščina|orijski|ଓଡ଼ିଆ
    os ossetic|ossetisch|ossète|osético|ossetico|osseto|osetyjski|osetština|ирон
    pa punjabi|pendjabi|panyabí|panjabi|pendżabski|paňdžábština|pandžábčina|pandžabščina|ਪੰਜਾਬੀ
    pi pali|páli|palijski|pálí|palijščina|пали|πάλι|paali|palí
    ps pashto|paschtu|pachto|pastún|pasjtoe|paszto|paštština|paštčina|پښتو
    qu quechua|quíchua|keczua|kečuánština|kečuánčina|kečuanščina|kečuanski|kecsua|runasimi
    rm romansh|rätoromanisch|romanche|romancio|reto-romaans|retoromański|rétorománština|rétorománčina
    rm rumantsch
    rn rundi|roundi|kirundi|kirundština|rundčina|rundščina|рунди|ρούντι|ikirundi
    rw kinyarwanda|quiniaruanda|kinya-ruanda|kiňarwandština|rwandčina|ruandščina|kinyarvanda|киняруанда
    rw ikinyarwanda
    sa sanskrit|sánscrito|sanscrito|sanskriet|sânscrito|sanskryt|sanskrt|sanskrtski|संस्कृत भाषा
    sc sardinian|sardisch|sarde|sardo|sardijns|sardyński|sardština|sardínčina|sardu
    sd sindhi|sindi|sindhština|sindhčina|sindščina|sindski|szindhi|синдхи|سنڌي
    se north sámi|nordsamisch|same du nord|sami septentrional|sámi del nord|noord-samisch
    se lapônico setentrional|północnolapoński|davvisámegiella
    sg sango|sangština|szangó|санго|σάνγκο|sangóis|sangó|sängö
    si sinhala|singhalesisch|cingalais|cingalés|singalese|singalees|cingalês|syngaleski|සිංහල
    sm samoan|samoanisch|samoano|samoaans|samoański|samojština|samojčina|samoanščina|gagana faʻa sāmoa
    sn shona|xona|šonština|šončina|šonščina|sona|шона|σόνα|chishona
    so somali|somalí|somalo|somalisch|somalijski|somálština|somálčina|somalščina|soomaali
    ss swati|swazi|suazi|suázi|siswatština|svazijčina|svazijščina|svati|siswati
    st southern sotho|süd-sotho|sotho du sud|sotho meridional|sotho del sud|zuid-sotho|soto do sul
    st sotho południowy|güney sotho dili
    su sundanese|sundanesisch|soundanais|sundanés|soendanees|sundanês|sundajski|sundština|basa sunda
    sw swahili|suaheli|suajili|suaíli|suahili|svahilština|swahilčina|svahili|kiswahili
    ta tamil|tamoul|tâmil|tamilski|tamilština|tamilčina|tamilščina|tamilă|தமிழ்
    te telugu|télougou|télugo|telugština|telugčina|telugijščina|teluški|телугу|తెలుగు
    tg tajik|tadschikisch|tadjik|tayiko|tagico|tadzjieks|tadjique|tadżycki|тоҷикӣ
    th thai|thailändisch|thaï|tailandés|thailandese|tailandês|tajski|thajština
    ti tigrinya|tigrigna|tigriña|tigrino|tigrínia|tigrinia|tigrinijština|tigriňa|ትግርኛ
    tk turkmen|turkmenisch|turkmène|turcomano|turcomanno|turkmeens|turcomeno|turkmeński|türkmen dili
    tl tagalog|tagalo|tagalski|tagalčina|tagalogščina|тагалог|τάγκαλογκ|tagalogi|tagalogca
    tn tswana|setsuana|setswana|setswanština|tswančina|cvanščina|cvana|szecsuáni|setsvana
    to tongan|tongaisch|tongien|tongano|tongaans|tonganês|tonga|tongánština|lea fakatonga
    ts tsonga|tsongčina|congščina|conga|цонга|τσόνγκα|congu|tsongų|xitsonga
    tt tatar|tatarisch|tártaro|tataro|tataars|tatarski|tatarština|tatárčina|татар
    tw τούι|tvii
    ty tahitian|tahitisch|tahitien|tahitiano|taitiano|tahitiaans|tahitański|tahitština|tahiti dili
    ug uyghur|uigurisch|ouïghour|uigur|uiguro|oeigoers|ujgurski|ujgurština|ئۇيغۇرچە
    ur urdu|ourdou|urdština|urdčina|urdujščina|urdski|урду|ούρντου|اردو
    uz uzbek|usbekisch|ouzbek|uzbeko|uzbeco|oezbeeks|uzbeque|uzbecki|o‘zbek
    ve venda|vendčina|венда|βέντα|vendu|vendų|veindis|venda dili|tshivenḓa
    vi vietnamese|vietnamesisch|vietnamien|vietnamita|vietnamees|wietnamski|vietnamština|vietnamčina
    vi tiếng việt
    vo volapük|volapuque|wolapik|volapik|volapuk|волапюк|βολαπιούκ|volapyk|volapiuko
    wa walloon|wallonisch|wallon|valón|vallone|waals|valão|waloński|walon
    wo wolof|wólof|uolofe|wolofština|wolofčina|volofščina|volof|волоф|volofça
    xh xhosa|khosa|xhoština|koščina|xhosza|кхоса|κόσα|koosa|isixhosa
    yo yoruba|iorubá|joruba|jorubština|jorubčina|jorubščina|jorupski|йоруба|èdè yorùbá
    za zhuang|czuang|čuangština|čuangčina|džuangščina|zsuang|зуанг|ζουάνγκ|vahcuengh
    zu zulu|zoulou|zulú|zoeloe|zuluština|zulujščina|зулуски|ζουλού|isizulu
    """
}
