extension LanguageNames {
  /// Languages of Europe, in the languages of the European Union and its neighbours and in their own.
  static let ofEurope = """
    bg bulgarian|bulgarisch|bulgare|búlgaro|bulgaro|bulgaars|bułgarski|bulharština|bulharčina|bolgarščina
    bg bugarski|bolgár|bulgară|български|βουλγαρικά|bulgarsk|bulgariska|bulgaria|bulgaaria|bulgāru|bulgarų
    bg búlgar|болгарский|болгарська|bulgáiris|bulgaru|búlgarska|bulgarca
    ca catalan|katalanisch|catalán|catalano|catalaans|catalão|kataloński|katalánština|katalánčina
    ca katalonščina|katalonski|katalán|catalană|каталонски|καταλανικά|catalansk|katalanska|katalansk
    ca katalaani|katalāņu|katalonų|català|каталанский|каталонська|catalóinis|katalan|katalónska|katalanca
    cs czech|tschechisch|tchèque|checo|ceco|tsjechisch|tcheco|czeski|čeština|češčina|češki|cseh|cehă|чешки
    cs τσεχικά|tjekkisk|tjeckiska|tsjekkisk|tšekki|tšehhi|čehu|čekų|txec|чешский|чеська|seicis|tékkneska
    cs çekçe
    cy welsh|walisisch|gallois|galés|gallese|galês|walijski|velština|waleština|valižanščina|velški|walesi
    cy galeză|уелски|ουαλικά|walisisk|walesiska|kymri|kõmri|velsiešu|valų|gal·lès|валлийский|валлійська
    cy breatnais|velska|galce|cymraeg
    da danish|dänisch|danois|danés|danese|deens|dinamarquês|duński|dánština|dánčina|danščina|danski|daneză
    da датски|δανικά|dansk|danska|tanska|taani|dāņu|danų|danès|датский|данська|danmhairgis|daniż|danca
    de german|deutsch|allemand|alemán|tedesco|duits|alemão|niemiecki|němčina|nemčina|nemščina|njemački
    de német|germană|немски|γερμανικά|tysk|tyska|saksa|vācu|vokiečių|alemany|немецкий|німецька|gearmáinis
    de ġermaniż|þýska|almanca
    el greek|griechisch|grec|griego|greco|grieks|grego|grecki|řečtina|gréčtina|grščina|grčki|görög|greacă
    el гръцки|ελληνικά|græsk|grekiska|gresk|kreikka|kreeka|grieķu|graikų|греческий|грецька|gréigis|grieg
    el gríska|yunanca
    en english|englisch|anglais|inglés|inglese|engels|inglês|angielski|angličtina|angleščina|engleski|angol
    en engleză|английски|αγγλικά|engelsk|engelska|englanti|inglise|angļu|anglų|anglès|английский|англійська
    en béarla|ingliż|enska|i̇ngilizce
    es spanish|spanisch|espagnol|español|spagnolo|spaans|espanhol|hiszpański|španělština|španielčina
    es španščina|španjolski|spanyol|spaniolă|испански|ισπανικά|spansk|spanska|espanja|hispaania|spāņu
    es ispanų|espanyol|испанский|іспанська|spáinnis|spanjol|spænska|i̇spanyolca
    et estonian|estnisch|estonien|estonio|estone|estisch|estoniano|estoński|estonština|estónčina|estonščina
    et estonski|észt|estonă|естонски|εσθονικά|estisk|estniska|viro|eesti|igauņu|estų|estonià|эстонский
    et естонська|eastóinis|estonjan|eistneska|estonca
    eu basque|baskisch|euskera|basco|baskijski|baskičtina|baskovščina|baszk|bască|баски|βασκικά|baskisk
    eu baskiska|baski|basku|baskų|basc|баскский|баскська|bascais|bask|baskneska|baskça|euskara
    fi finnish|finnisch|finnois|finés|finlandese|fins|finlandês|fiński|finština|fínčina|finščina|finski
    fi finn|finlandeză|фински|φινλανδικά|finsk|finska|suomi|soome|somu|suomių|finès|финский|фінська
    fi fionlainnis|finlandiż|finnska|fince
    fr french|französisch|français|francés|francese|frans|francês|francuski|francouzština|francúzština
    fr francoščina|francia|franceză|френски|γαλλικά|fransk|franska|ranska|prantsuse|franču|prancūzų|francès
    fr французский|французька|fraincis|franċiż|fransızca
    ga irish|irisch|irlandais|irlandés|irlandese|iers|irlandês|irlandzki|irština|írčina|irščina|irski
    ga irlandeză|ирландски|ιρλανδικά|irsk|iriska|iiri|airių|irlandès|ирландский|ірландська|gaeilge|irlandiż
    ga írska|i̇rlandaca
    gl galician|galicisch|galicien|gallego|galiziano|galego|galicyjski|galicijština|galícijčina
    gl galicijščina|galicijski|galiciană|галисийски|γαλικιανά|galicisk|galiciska|galisisk|galicia|galeegi
    gl galisiešu|galisų|gallec|галисийский|галісійська|gailísis|galiċjan|galisíska|galiçyaca
    hr croatian|kroatisch|croate|croata|croato|chorwacki|chorvatština|chorvátčina|hrvaščina|hrvatski|horvát
    hr croată|хърватски|κροατικά|kroatisk|kroatiska|kroatia|horvaadi|horvātu|kroatų|croat|хорватский
    hr хорватська|cróitis|kroat|króatíska|hırvatça
    hu hungarian|ungarisch|hongrois|húngaro|ungherese|hongaars|węgierski|maďarština|maďarčina|madžarščina
    hu mađarski|magyar|maghiară|унгарски|ουγγρικά|ungarsk|ungerska|unkari|ungari|ungāru|vengrų|hongarès
    hu венгерский|угорська|ungáiris|ungeriż|ungverska|macarca
    hy armenian|armenisch|arménien|armenio|armeno|armeens|armênio|ormiański|arménština|arménčina|armenščina
    hy armenski|örmény|armeană|арменски|αρμενικά|armensk|armeniska|armenia|armeenia|armēņu|armėnų|armeni
    hy армянский|вірменська|airméinis|armen|armenska|ermenice|հայերեն
    is icelandic|isländisch|islandais|islandés|islandese|ijslands|islandês|islandzki|islandština|islandčina
    is islandščina|islandski|izlandi|islandeză|исландски|ισλανδικά|islandsk|isländska|islanti|islandi
    is islandiešu|islandų|islandès|исландский|ісландська|íoslainnis|iżlandiż|íslenska|i̇zlandaca
    it italian|italienisch|italien|italiano|italiaans|włoski|italština|taliančina|italijanščina|talijanski
    it olasz|italiană|италиански|ιταλικά|italiensk|italienska|italia|itaalia|itāļu|italų|italià|итальянский
    it італійська|iodáilis|taljan|ítalska|i̇talyanca
    la latin|latein|latín|latino|latijn|latim|łaciński|latina|latinčina|latinščina|latinski|latină|латински
    la λατινικά|ladina|latīņu|lotynų|llatí|латинский|латинська|laidin|latína|latince
    lb luxembourgish|luxemburgisch|luxembourgeois|luxemburgués|lussemburghese|luxemburgs|luxemburguês
    lb luksemburski|lucemburština|luxemburčina|luksemburščina|luksemburški|luxemburgi|luxemburgheză
    lb люксембургски|λουξεμβουργιανά|luxembourgsk|luxemburgiska|luxemburgsk|luxemburg|letseburgi
    lb luksemburgiešu|liuksemburgiečių|luxemburguès|люксембургский|люксембурзька|lucsambuirgis|lussemburgiż
    lb lúxemborgíska|lüksemburgca|lëtzebuergesch
    lt lithuanian|litauisch|lituanien|lituano|litouws|litewski|litevština|litovčina|litovščina|litavski
    lt litván|lituaniană|литовски|λιθουανικά|litauisk|litauiska|liettua|leedu|lietuviešu|lietuvių|lituà
    lt литовский|литовська|liotuáinis|litwan|litháíska|litvanca
    lv latvian|lettisch|letton|letón|lettone|lets|letão|łotewski|lotyština|latvijščina|latvijski|lett
    lv letonă|латвийски|λετονικά|lettisk|lettiska|latvisk|latvia|läti|latviešu|latvių|letó|латышский
    lv латиська|laitvis|latvjan|lettneska|letonca
    mk macedonian|mazedonisch|macédonien|macedonio|macedone|macedonisch|macedônio|macedoński|makedonština
    mk macedónčina|makedonščina|makedonski|macedón|macedoneană|македонски|σλαβομακεδονικά|makedonsk
    mk makedonska|makedonia|makedoonia|maķedoniešu|makedonų|macedoni|македонский|македонська|macadóinis
    mk maċedonjan|makedónska|makedonca
    mt maltese|maltesisch|maltais|maltés|maltees|maltês|maltański|maltština|maltčina|malteščina|malteški
    mt máltai|malteză|малтийски|μαλτεζικά|maltesisk|maltesiska|malta|maltiešu|maltiečių|maltès|мальтийский
    mt мальтійська|máltais|malti|maltneska|maltaca
    nb norwegian bokmål|norvégien bokmål|noruego bokmal|norvegese bokmål|noors - bokmål|bokmål norueguês
    nb knjižna norveščina|norveški bokmål|norvegiană bokmål|νορβηγικά μποκμάλ|norsk bokmål|norskt bokmål
    nb norjan bokmål|norra bokmål|norvēģu bukmols|norvegų bukmolas|noruec bokmål|норвежский букмол|bocmál
    nb bokmal norveġiż|norskt bókmál|norveççe bokmål
    nl dutch|niederländisch|néerlandais|neerlandés|olandese|nederlands|holandês|niderlandzki|nizozemština
    nl holandčina|nizozemščina|nizozemski|holland|neerlandeză|нидерландски|ολλανδικά|nederlandsk
    nl nederländska|hollanti|hollandi|holandiešu|olandų|neerlandès|нидерландский|нідерландська|ollainnis
    nl olandiż|hollenska|felemenkçe
    nn norwegian nynorsk|norvégien nynorsk|noruego nynorsk|norvegese nynorsk|noors - nynorsk
    nn nynorsk norueguês|novonorveščina|norveški nynorsk|norvegiană nynorsk|νορβηγικά νινόρσκ|nynorsk
    nn nynorska|norsk nynorsk|norjan nynorsk|uusnorra|jaunnorvēģu|naujoji norvegų|noruec nynorsk|нюнорск
    nn nua-ioruais|ninorsk norveġiż|nýnorska|norveççe nynorsk
    no norwegian|norwegisch|norvégien|noruego|norvegese|noors|norueguês|norweski|norština|nórčina
    no norveščina|norveški|norvég|norvegiană|норвежки|νορβηγικά|norsk|norska|norja|norra|norvēģu|norvegų
    no noruec|норвежский|норвезька|ioruais|norveġiż|norveççe
    pl polish|polnisch|polonais|polaco|polacco|pools|polonês|polski|polština|poľština|poljščina|poljski
    pl lengyel|poloneză|полски|πολωνικά|polsk|polska|puola|poola|poļu|lenkų|polonès|польский|польська
    pl polainnis|pollakk|pólska|lehçe
    pt portuguese|portugiesisch|portugais|portugués|portoghese|portugees|português|portugalski
    pt portugalština|portugalčina|portugalščina|portugál|portugheză|португалски|πορτογαλικά|portugisisk
    pt portugisiska|portugali|portugāļu|portugalų|portuguès|португальский|португальська|portaingéilis
    pt portugiż|portúgalska|portekizce
    ro romanian|rumänisch|roumain|rumano|rumeno|roemeens|romeno|rumuński|rumunština|rumunčina|romunščina
    ro rumunjski|román|română|румънски|ρουμανικά|rumænsk|rumänska|rumensk|romania|rumeenia|rumāņu|rumunų
    ro romanès|румынский|румунська|rómáinis|rumen|rúmenska|rumence
    ru russian|russisch|russe|ruso|russo|rosyjski|ruština|ruščina|ruski|orosz|rusă|руски|ρωσικά|russisk
    ru ryska|venäjä|vene|krievu|rusų|русский|російська|rúisis|russu|rússneska|rusça
    sk slovak|slowakisch|slovaque|eslovaco|slovacco|slowaaks|słowacki|slovenština|slovenčina|slovaščina
    sk slovački|szlovák|slovacă|словашки|σλοβακικά|slovakisk|slovakiska|slovakki|slovaki|slovāku|slovakų
    sk eslovac|словацкий|словацька|slóvaicis|slovakk|slóvakíska|slovakça
    sl slovenian|slowenisch|slovène|esloveno|sloveno|sloveens|słoweński|slovinština|slovinčina|slovenščina
    sl slovenski|szlovén|slovenă|словенски|σλοβενικά|slovensk|slovenska|sloveeni|slovēņu|slovėnų|eslovè
    sl словенский|словенська|slóivéinis|sloven|slóvenska|slovence
    sq albanian|albanisch|albanais|albanés|albanese|albanees|albanês|albański|albánština|albánčina
    sq albanščina|albanski|albán|albaneză|албански|αλβανικά|albansk|albanska|albania|albaania|albāņu|albanų
    sq albanès|албанский|албанська|albáinis|albaniż|arnavutça|shqip
    sr serbian|serbisch|serbe|serbio|serbo|servisch|sérvio|serbski|srbština|srbčina|srbščina|srpski|szerb
    sr sârbă|сръбски|σερβικά|serbisk|serbiska|serbia|serbu|serbų|serbi|сербский|сербська|seirbis|serb
    sr serbneska|sırpça|српски
    sv swedish|schwedisch|suédois|sueco|svedese|zweeds|szwedzki|švédština|švédčina|švedščina|švedski|svéd
    sv suedeză|шведски|σουηδικά|svensk|svenska|ruotsi|rootsi|zviedru|švedų|suec|шведский|шведська
    sv sualainnis|żvediż|sænska|i̇sveççe
    tr turkish|türkisch|turc|turco|turks|turecki|turečtina|turščina|turski|török|turcă|турски|τουρκικά
    tr tyrkisk|turkiska|turkki|türgi|turku|turkų|турецкий|турецька|tuircis|tork|tyrkneska|türkçe
    uk ukrainian|ukrainisch|ukrainien|ucraniano|ucraino|oekraïens|ukraiński|ukrajinština|ukrajinčina
    uk ukrajinščina|ukrajinski|ukrán|ucraineană|украински|ουκρανικά|ukrainsk|ukrainska|ukraina|ukraiņu
    uk ukrainiečių|ucraïnès|украинский|українська|úcráinis|ukren|úkraínska|ukraynaca
    yi yiddish|jiddisch|yidis|iídiche|jidysz|jidiš|jiddis|idiș|идиш|γίντις|jiddisk|jiddiš|jidiši|jidišs
    yi ídix|їдиш|giúdais|jiddíska|yidiş|ייִדיש
    """
}
