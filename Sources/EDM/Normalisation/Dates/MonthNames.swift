/// The names of the months in the official languages of the EU and some of their neighbours.
///
/// Nominative, the form beside a day, and the usual abbreviations, as CLDR's calendars give them. A name that
/// stands for different months in two languages (`listopad`: October in Croatian, November in Czech and Polish)
/// is none.
enum MonthNames {
  /// The number, 1 to 12, of a month by its name in lower case; `nil` for other words.
  static func number(of name: String) -> Int? { numbers[name] }

  private static let numbers: [String: Int] = {
    var numbers: [String: Int] = [:]
    var ambiguous: Set<String> = []
    for language in languages {
      for (index, names) in language.split(separator: ";").enumerated() {
        for name in names.split(separator: ",") {
          let key = name.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
          if let known = numbers.updateValue(index + 1, forKey: key), known != index + 1 {
            ambiguous.insert(key)
          }
        }
      }
    }
    for name in ambiguous { numbers[name] = nil }
    return numbers
  }()

  /// Twelve months a language, with a semicolon between months and a comma between the names of one.
  private static let languages = [
    // English
    """
    january,jan;february,feb,febr;march,mar;april,apr;may;june,jun;july,jul;august,aug;september,sept,sep;
    october,oct;november,nov;december,dec
    """,
    // German, with Austria
    """
    januar,jänner,jan,jän;februar,feber,feb;märz,mär,mrz,maerz;april,apr;mai;juni,jun;juli,jul;august,aug;
    september,sept,sep;oktober,okt;november,nov;dezember,dez
    """,
    // French
    """
    janvier,janv;février,fevrier,févr,fév,fevr;mars;avril,avr;mai;juin;juillet,juil;août,aout;septembre,sept;
    octobre,oct;novembre,nov;décembre,decembre,déc,dec
    """,
    // Italian
    """
    gennaio,gen,genn;febbraio,feb,febbr;marzo,mar;aprile,apr;maggio,mag,magg;giugno,giu;luglio,lug;agosto,ago;
    settembre,set,sett;ottobre,ott;novembre,nov;dicembre,dic
    """,
    // Spanish
    """
    enero,ene;febrero,feb;marzo,mar;abril,abr;mayo,may;junio,jun;julio,jul;agosto,ago;
    septiembre,setiembre,sept,sep;octubre,oct;noviembre,nov;diciembre,dic
    """,
    // Portuguese
    """
    janeiro,jan;fevereiro,fev;março,marco,mar;abril,abr;maio,mai;junho,jun;julho,jul;agosto,ago;setembro,set;
    outubro,out;novembro,nov;dezembro,dez
    """,
    // Catalan
    """
    gener,gen;febrer,febr;març;abril;maig;juny;juliol;agost;setembre;octubre;novembre;desembre,des
    """,
    // Galician
    """
    xaneiro,xan;febreiro,feb;marzo;abril,abr;maio;xuño;xullo,xul;agosto;setembro,set;outubro,out;novembro,nov;
    decembro,dec
    """,
    // Romanian
    """
    ianuarie,ian;februarie,feb;martie,mar;aprilie,apr;mai;iunie,iun;iulie,iul;august,aug;septembrie,sept;
    octombrie,oct;noiembrie,noi,noiem;decembrie,dec
    """,
    // Dutch
    """
    januari,jan;februari,feb,febr;maart,mrt;april,apr;mei;juni,jun;juli,jul;augustus,aug;september,sept,sep;
    oktober,okt;november,nov;december,dec
    """,
    // Swedish
    """
    januari,jan;februari,feb,febr;mars,mar;april,apr;maj;juni,jun;juli,jul;augusti,aug;september,sept,sep;
    oktober,okt;november,nov;december,dec
    """,
    // Danish
    """
    januar,jan;februar,feb;marts,mar;april,apr;maj;juni,jun;juli,jul;august,aug;september,sept,sep;oktober,okt;
    november,nov;december,dec
    """,
    // Norwegian
    """
    januar,jan;februar,feb;mars,mar;april,apr;mai;juni,jun;juli,jul;august,aug;september,sep;oktober,okt;
    november,nov;desember,des
    """,
    // Icelandic
    """
    janúar;febrúar;mars;apríl;maí;júní;júlí;ágúst;september;október;nóvember;desember
    """,
    // Finnish
    """
    tammikuu,tammikuuta,tammikuun,tammi;helmikuu,helmikuuta,helmikuun,helmi;
    maaliskuu,maaliskuuta,maaliskuun,maalis;huhtikuu,huhtikuuta,huhtikuun,huhti;
    toukokuu,toukokuuta,toukokuun,touko;kesäkuu,kesäkuuta,kesäkuun,kesä;heinäkuu,heinäkuuta,heinäkuun,heinä;
    elokuu,elokuuta,elokuun,elo;syyskuu,syyskuuta,syyskuun,syys;lokakuu,lokakuuta,lokakuun,loka;
    marraskuu,marraskuuta,marraskuun,marras;joulukuu,joulukuuta,joulukuun,joulu
    """,
    // Estonian
    """
    jaanuar,jaan;veebruar,veebr;märts;aprill;mai;juuni;juuli;august;september;oktoober,okt;november;
    detsember,dets
    """,
    // Latvian
    """
    janvāris,janvāra,janvārī,janv;februāris,februāra,februārī,febr;marts,marta,martā;aprīlis,aprīļa,aprīlī;
    maijs,maija,maijā;jūnijs,jūnija,jūnijā,jūn;jūlijs,jūlija,jūlijā,jūl;augusts,augusta,augustā;
    septembris,septembra,septembrī;oktobris,oktobra,oktobrī;novembris,novembra,novembrī;
    decembris,decembra,decembrī
    """,
    // Lithuanian
    """
    sausis,sausio;vasaris,vasario;kovas,kovo;balandis,balandžio;gegužė,gegužės;birželis,birželio;liepa,liepos;
    rugpjūtis,rugpjūčio;rugsėjis,rugsėjo;spalis,spalio;lapkritis,lapkričio;gruodis,gruodžio
    """,
    // Polish
    """
    styczeń,stycznia,sty;luty,lutego,lut;marzec,marca,mar;kwiecień,kwietnia,kwi;maj,maja;
    czerwiec,czerwca,cze;lipiec,lipca,lip;sierpień,sierpnia,sie;wrzesień,września,wrz;
    październik,października,paź;listopad,listopada,lis;grudzień,grudnia,gru
    """,
    // Czech
    """
    leden,ledna,led;únor,února,úno;březen,března,bře;duben,dubna,dub;květen,května,kvě;červen,června;
    červenec,července;srpen,srpna,srp;září,zář;říjen,října,říj;listopad,listopadu;prosinec,prosince,pro
    """,
    // Slovak
    """
    január,januára;február,februára;marec,marca;apríl,apríla;máj,mája;jún,júna;júl,júla;august,augusta;
    september,septembra;október,októbra;november,novembra;december,decembra
    """,
    // Slovene
    """
    januar,januarja;februar,februarja;marec,marca;april,aprila;maj,maja;junij,junija;julij,julija;
    avgust,avgusta,avg;september,septembra;oktober,oktobra;november,novembra;december,decembra
    """,
    // Croatian
    """
    siječanj,siječnja,sij;veljača,veljače,velj;ožujak,ožujka,ožu;travanj,travnja,tra;svibanj,svibnja,svi;
    lipanj,lipnja,lip;srpanj,srpnja,srp;kolovoz,kolovoza,kol;rujan,rujna,ruj;listopad,listopada,lis;
    studeni,studenog,studenoga,stu;prosinac,prosinca,pro
    """,
    // Serbian in both scripts
    """
    јануар,јануара,januara;фебруар,фебруара,februara;март,марта,mart,marta;април,априла;мај,маја;
    јун,јуна,juna;јул,јула,jula;август,августа,avgusta;септембар,септембра,septembar;
    октобар,октобра,oktobar,oktobra;новембар,новембра,novembar;децембар,децембра,decembar
    """,
    // Hungarian
    """
    január,januári,jan;február,februári,febr;március,márciusi,márc;április,áprilisi,ápr;május,májusi,máj;
    június,júniusi,jún;július,júliusi,júl;augusztus,augusztusi,aug;szeptember,szeptemberi,szept;
    október,októberi,okt;november,novemberi,nov;december,decemberi,dec
    """,
    // Greek
    """
    ιανουάριος,ιανουαρίου,ιαν;φεβρουάριος,φεβρουαρίου,φεβ;μάρτιος,μαρτίου,μαρ;απρίλιος,απριλίου,απρ;
    μάιος,μαΐου,μαΪου,μαϊου,μαι,μαΐ;ιούνιος,ιουνίου,ιουν;ιούλιος,ιουλίου,ιουλ;αύγουστος,αυγούστου,αυγ;
    σεπτέμβριος,σεπτεμβρίου,σεπ,σεπτ;οκτώβριος,οκτωβρίου,οκτ;νοέμβριος,νοεμβρίου,νοε;
    δεκέμβριος,δεκεμβρίου,δεκ
    """,
    // Bulgarian
    """
    януари,яну,ян;февруари,фев;март,мар;април,апр;май;юни;юли;август,авг;септември,септ,сеп;октомври,окт;
    ноември,ное;декември,дек
    """,
    // Russian
    """
    январь,января,янв;февраль,февраля,февр,фев;март,марта,мар;апрель,апреля,апр;май,мая;июнь,июня;июль,июля;
    август,августа,авг;сентябрь,сентября,сент,сен;октябрь,октября,окт;ноябрь,ноября,нояб,ноя;
    декабрь,декабря,дек
    """,
    // Ukrainian
    """
    січень,січня,січ;лютий,лютого,лют;березень,березня,бер;квітень,квітня,квіт;травень,травня,трав;
    червень,червня,черв;липень,липня,лип;серпень,серпня,серп;вересень,вересня,вер;жовтень,жовтня,жовт;
    листопад,листопада,лист;грудень,грудня,груд
    """,
    // Irish
    """
    eanáir,ean;feabhra,feabh;márta;aibreán,aib;bealtaine,beal;meitheamh,meith;iúil;lúnasa,lún;
    meán fómhair,mfómh;deireadh fómhair,dfómh;samhain,samh;nollaig,noll
    """,
    // Maltese
    """
    jannar,jan;frar,fra;marzu,mar;april,apr;mejju,mej;ġunju,ġun;lulju,lul;awwissu,aww;settembru,set;
    ottubru,ott;novembru,nov;diċembru,diċ
    """,
    // Basque
    """
    urtarrila,urtarrilak,urt;otsaila,otsailak,ots;martxoa,martxoak;apirila,apirilak,api;maiatza,maiatzak;
    ekaina,ekainak,eka;uztaila,uztailak,uzt;abuztua,abuztuak,abu;iraila,irailak,ira;urria,urriak;
    azaroa,azaroak,aza;abendua,abenduak,abe
    """,
    // Turkish
    """
    ocak,oca;şubat,şub;mart;nisan,nis;mayıs;haziran,haz;temmuz,tem;ağustos,ağu;eylül,eyl;ekim,eki;kasım,kas;
    aralık,ara
    """,
    // Welsh
    """
    ionawr,ion;chwefror,chwef;mawrth;ebrill,ebr;mai;mehefin,meh;gorffennaf,gorff;awst;medi;hydref,hyd;tachwedd,tach;
    rhagfyr,rhag
    """,
    // Latin
    """
    ianuarius,ianuarii,januarii;februarius,februarii;martius,martii;aprilis;maius,maii;iunius,iunii,junii;
    iulius,iulii,julii;augustus,augusti;septembris;octobris;novembris;decembris
    """,
  ]
}
