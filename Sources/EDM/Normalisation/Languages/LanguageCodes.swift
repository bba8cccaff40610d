/// The language codes of ISO 639.
///
/// Source: the code lists of ISO 639-1, ISO 639-2 (bibliographic and terminological) and ISO 639-3, as the
/// iso-codes project publishes them.
enum LanguageCodes {
  /// The shortest code of the language that a code of two or three letters in lower case names: of ISO 639-1
  /// where it has one, else of ISO 639-3 or ISO 639-2; `nil` where no list holds the code.
  static func shortest(_ code: String) -> String? {
    if let short = shortByCode[code] { return short }
    return code.utf8.count == 3 && threeLetters.contains(code) ? code : nil
  }

  /// The bibliographic code of ISO 639-2 for a code of ISO 639-1; `nil` for any other text.
  static func bibliographic(_ short: some StringProtocol) -> String? { bibliographicByShort[String(short)] }

  private static let bibliographicByShort: [String: String] = {
    var table: [String: String] = [:]
    for entry in withTwoLetters.split(whereSeparator: \.isWhitespace) {
      let codes = entry.split(separator: ":").map(String.init)
      table[codes[0]] = codes.last
    }
    return table
  }()

  private static let shortByCode: [String: String] = {
    var table: [String: String] = [:]
    for entry in withTwoLetters.split(whereSeparator: \.isWhitespace) {
      let codes = entry.split(separator: ":").map(String.init)
      for code in codes { table[code] = codes[0] }
    }
    // Codes that were withdrawn and whose language is beyond doubt.
    for (code, language) in [("iw", "he"), ("ji", "yi"), ("mol", "ro"), ("scc", "sr"), ("scr", "hr")] {
      table[code] = language
    }
    return table
  }()

  private static let threeLetters: Set<String> = {
    var codes: Set<String> = []
    for entry in byBeginning.split(whereSeparator: \.isWhitespace) {
      let parts = entry.split(separator: ":")
      for letter in parts[1] { codes.insert(parts[0] + String(letter)) }
    }
    return codes
  }()

  /// ISO 639-1, the terminological code of ISO 639-2 and its bibliographic code where that is another.
  private static let withTwoLetters = """
    aa:aar ab:abk ae:ave af:afr ak:aka am:amh an:arg ar:ara as:asm av:ava ay:aym az:aze ba:bak be:bel
    bg:bul bh:bih bi:bis bm:bam bn:ben bo:bod:tib br:bre bs:bos ca:cat ce:che ch:cha co:cos cr:cre
    cs:ces:cze cu:chu cv:chv cy:cym:wel da:dan de:deu:ger dv:div dz:dzo ee:ewe el:ell:gre en:eng eo:epo
    es:spa et:est eu:eus:baq fa:fas:per ff:ful fi:fin fj:fij fo:fao fr:fra:fre fy:fry ga:gle gd:gla gl:glg
    gn:grn gu:guj gv:glv ha:hau he:heb hi:hin ho:hmo hr:hrv ht:hat hu:hun hy:hye:arm hz:her ia:ina id:ind
    ie:ile ig:ibo ii:iii ik:ipk io:ido is:isl:ice it:ita iu:iku ja:jpn jv:jav ka:kat:geo kg:kon ki:kik
    kj:kua kk:kaz kl:kal km:khm kn:kan ko:kor kr:kau ks:kas ku:kur kv:kom kw:cor ky:kir la:lat lb:ltz
    lg:lug li:lim ln:lin lo:lao lt:lit lu:lub lv:lav mg:mlg mh:mah mi:mri:mao mk:mkd:mac ml:mal mn:mon
    mr:mar ms:msa:may mt:mlt my:mya:bur na:nau nb:nob nd:nde ne:nep ng:ndo nl:nld:dut nn:nno no:nor nr:nbl
    nv:nav ny:nya oc:oci oj:oji om:orm or:ori os:oss pa:pan pi:pli pl:pol ps:pus pt:por qu:que rm:roh
    rn:run ro:ron:rum ru:rus rw:kin sa:san sc:srd sd:snd se:sme sg:sag si:sin sk:slk:slo sl:slv sm:smo
    sn:sna so:som sq:sqi:alb sr:srp ss:ssw st:sot su:sun sv:swe sw:swa ta:tam te:tel tg:tgk th:tha ti:tir
    tk:tuk tl:tgl tn:tsn to:ton tr:tur ts:tso tt:tat tw:twi ty:tah ug:uig uk:ukr ur:urd uz:uzb ve:ven
    vi:vie vo:vol wa:wln wo:wol xh:xho yi:yid yo:yor za:zha zh:zho:chi zu:zul
    """

  /// The codes of three letters: two letters, and the third letters that follow them.
  private static let byBeginning = """
    aa:abcdefghiklnopqrstuwxz ab:abcdefghijklmnopqrstuvwxyz ac:abdefhiklmnpqrstuvwxyz
    ad:abdefghijlnoqrstuwxyz ae:abcdeklmnqrsuwyz af:abdeghiknoprstuz ag:abcdefghijklmnoqrstuvwxyz
    ah:abghiklmnoprst ai:abcdefghijklmnopqrtwxy aj:aginpsuwz ak:abcdefghijklmopqrstuvwxyz
    al:acdefghijklmnopqrstuwxyz am:abcefghijklmnopqrstuvwxyz an:abcdefghijklmnopqrstuvwxyz
    ao:abcdefgijklmnrstuxz ap:abcdefghijklmnopqrstuvwxyz aq:cdgkmnprtz ar:abcdeghijklnopqrstuvwxyz
    as:abcefghijklmnopqrstuvwxyz at:abcdeghijklmnopqrstuvwxyz au:abcdghijklmnopqrstuwxyz av:abdeiklmnostuv
    aw:abceghikmnorstuvwxy ax:begklmx ay:abcdeghiklmnopqrstuz az:abdegjmnotz ba:abcdefghijklmnoprstuvwxy
    bb:abcdefghijklmnopqrstuvwxy bc:abcdefghijklmnopqrstuvwyz bd:abcdefghijklmnopqrstuvwxyz
    be:abcdefghijklmnopqrstuvwxyz bf:abcdefghijklmnopqrstuwxyz bg:abcdefgijklnopqrstuvwxyz
    bh:abcdefghijlmnopqrstuvwxyz bi:abdefghklmnopqrstuvwxyz bj:abcefghijklmnoprstuvwxyz
    bk:acdfghijklmnopqrstuvwxyz bl:abcdefhijklmnopqrstvwxyz bm:abcdefghijklmnopqrstuvwxz
    bn:abcdefgijklmnopqrstuvwxyz bo:abdefghijklmnopqrstuvwxyz bp:acdeghijklmnopqrstuvwxyz
    bq:abcdfghijklmnopqrstuvwxyz br:abcdefghijklmnopqrstuvwxyz bs:abcefghijklmnopqrstuvwxy
    bt:acdefghijkmnopqrstuvwxyz bu:abcdefghijklmnopqstuvwxyz bv:abcdefghijklmnopqrtuvwxyz
    bw:abcdefghijklmnopqrstuwxyz bx:abcdefghijklmnopqrsuvwz by:abcdefghijklmnopqrstvwxz
    bz:abcdefghijklmnopqrstuvwxyz ca:abcdefghijklmnopqrstuvwxyz cb:bcdgijklnoqrstuvwy cc:cdeghjlmopr
    cd:aefhijmnorsyz ce:abgklnsty cf:adgm cg:acgk ch:abcdefghjklmnopqrtuvwxyz ci:abcdehkmnprwy
    cj:aehikmnopsvy ck:bhlmnoqrstuvxyz cl:acdehijklmotuwy cm:acegilmnorst cn:abcghiklopqrstuwx
    co:abcdefghjklmnopqrstuvwxz cp:abcefginopsuxy cq:d cr:abcdefghijklmnopqrstvwxyz
    cs:abcdefghijklmnopqrstvwxyz ct:acdeghlmnopstuyz cu:abchijklopqrstuvwxy cv:gn cw:abdegt cy:abmo
    cz:hknot da:acdeghijklmnoqrsuvwxyz db:abdefgijlmnopqrtuvwy dc:cr dd:adegijnorsw de:cdefghiklmnpqrsuvz
    dg:abcdeghiklnorstwxz dh:dgilmnorsuvwx di:abcdfghijklmnopqrsuvwxyz dj:abcdefijkmnoruw dk:agkrsx
    dl:gkmn dm:abcdefgklmorsuvwxy dn:adegijknortuvwy do:abcefhiklnopqrstvwxyz dp:p dr:abcdegilnoqstuy
    ds:behilnoqz dt:abdhikmnoprstuy du:abcefghiklmnopqrsuvwxyz dv:a dw:akrsuwyz dy:abdgimnouy dz:aeglno
    ea:a eb:cgkoru ec:rsy ee:e ef:aei eg:almoy eh:su ei:ptv ej:a ek:aegiklmopry el:ehiklmoux
    em:abegikmnpqsuwxyz en:abcdfghlmnoqruvwx eo:t ep:io er:aghikorstw es:eghiklmnoqstuy et:bchnorstuxz
    eu:s ev:ehn ew:eo ex:t ey:ao ez:ae fa:abdfghijklmnoprstuxyz fb:l fc:s fe:r ff:im fg:r fi:aefjlnprtuw
    fk:kv fl:ahilnry fm:pu fn:bgi fo:dimnrs fp:e fq:s fr:acdkmopqrsty fs:els fu:bcdefhijlmnqrtuvy fv:r
    fw:ae ga:abcdefghijklmnopqrstuwxyz gb:abdefghijklmnopqrsuvwxyz gc:cdeflnrt gd:abcdefghijklmnoqrstux
    ge:abcdfghijklmqsvwxyz gf:kt gg:abdegkltuw gh:acehklnorst gi:abcdeghilmnpqrstuwxyz gj:kmnru gk:adenopu
    gl:abcdeghjkloruvwy gm:abdghlmnruvxyz gn:abcdeghijklmnoqrtuwz go:abcdefghijklmnopqrstuvwxyz gp:aen
    gq:ainru gr:abcdghijmnoqrstuvwxyz gs:eglmnopsw gt:au gu:abcdefghijklmnopqrstuwxz gv:acefjlmnoprsy
    gw:abcdefgijmnrtuwx gx:x gy:abdefgilmnoryz gz:ain ha:abcdefghijklmnopqrstuvwxyz hb:abnosu hc:ah hd:nsy
    he:abdghimr hg:mw hh:iry hi:abdfghijklmnortwx hj:i hk:aehkns hl:abdetu hm:abcdefghijklmnopqrstuvwyz
    hn:adeghijnosu ho:abcdehijlmoprstvwyz hp:os hr:acekmoptuvwxz hs:bhlns ht:iosux
    hu:bcdefghijklmnopqrstuvwxyz hv:ceknv hw:aco hy:aew ia:inr ib:abdeghlmnoruy ic:ahlr id:abcdeiorstu
    if:abefkmuy ig:beglmnosw ih:bipw ii:in ij:cejnos ik:eikloprstuvwxz il:abegikmopsuv im:ailnorsty
    in:abcdeghjlmnopstz io:ruw ip:iko iq:uw ir:aehiknoruxy is:acdeghiklmnortu it:abdeiklmorstvwxyz iu:m
    iv:bv iw:kmos ix:cl iy:aox iz:hrz ja:abcdefhjklmnoqstuvxyz jb:eijkmnortuw jc:st jd:agt je:behiklnrtu
    jg:beko jh:is ji:abcdeghilmoqtuvy jj:er jk:amoprsu jl:es jm:abcdilnrswx jn:adgijls jo:bdgrsw jp:anr
    jq:r jr:abrtu js:l ju:abcdhiklmnoprstuwy jv:dn jw:i jy:aey ka:abcdefghijklmnopqrstuvwxyz
    kb:abcdeghijklmnopqrstuvwxyz kc:abcdefghijklmnopqrstuvwxyz kd:acdefghijklmnpqrtuwxyz
    ke:abcdefghijklmnopqrstuvwxyz kf:abcdefghijklmnopqrstuvwxyz kg:abefgijklmnopqrstuvwxy
    kh:abcdefghijklmnopqrstuvwxyz ki:abcdefghijklmnopqrstuvwxyz kj:abcdeghijklmnopqrstuvxyz
    kk:abcdefghijklmnopqrstuvwxyz kl:abcdefghijklmnopqrstuvwxyz km:abcdefghijklmnopqrstuvwxyz
    kn:abcdefgijklmnopqrstuvwxyz ko:acdefghiklmnopqrstuvwyz kp:abcdefghijklmnoqrstuvwxyz
    kq:abcdefghijklmnopqrstuvwxyz kr:abcdefhijklnoprstuvwxyz ks:abcdefghijklmnopqrstuvwxyz
    kt:abcdefghijklmnopqstuvwxyz ku:abcdefghijklmnopqrstuvwxyz kv:abcdefghijklmnopqrtuvwxyz
    kw:abcdefghijklmnoprstuvwxyz kx:abcdfhijkmnopqrstvwxyz ky:abcdefghijklmnopqrstuvwxyz
    kz:abcdefgiklmnopqrsuvwxyz la:abcdefghijlmnopqrstuvwxyz lb:bcefgijklmnoqrstuvwxyz lc:cdefhlmpqs
    ld:abdghijklmnopq le:abcdefhijklmnopqrstuvwxyz lf:an lg:abghiklmnoqrtuz lh:ahilmnpstu
    li:abcdefghjklmnopqrstuvwxyz lj:aeilpwx lk:abcdehijlmnorstuy ll:abcdefghijklmnpqsux
    lm:abcdefghijklnopqruvwxy ln:abdghijlmnsuwz lo:abcefghijklmnopqrstuvwxyz lp:aenox lq:r
    lr:acegiklmnortvz ls:abcdehilmnoprstvwy lt:cghinosuz lu:abcdefgijklmnopqrstuvwyz lv:aiksu
    lw:aeghlmostuw lx:m ly:agn lz:hlnz ma:abdefghijklmnpqrstuvwxz mb:abcdefhijklmnopqrstuvwxyz
    mc:abcdefghijklmnopqrstuvwxyz md:abcdefghijklmnpqrstuvwxyz me:abcdefhijklmnopqrstuvwyz
    mf:abcdefghijklmnopqrstuvwxyz mg:abcdefghijklmnopqrstuvwyz mh:abcdefgijklmnopqrstuwxyz
    mi:abcdefghijklmnopqrstuwxyz mj:bcdeghijklmnopqrstuvwxyz mk:abcdefghijklmnopqrstuvwxyz
    ml:abcefghijklmnopqrstuvwxz mm:abcdefghijklmnopqrtuvwxyz mn:abcdefghijklmnopqrsuvwxyz
    mo:acdeghijkmnopqrstuvwxyz mp:abcdeghijklmnopqrstuvwxyz mq:abcefghijklmnopqrstuvwxyz
    mr:abcdefghijklmnopqrstuvwxyz ms:abcdefghijklmnopqrsuvwxyz mt:abcdefghijklmnopqrstuvwxy
    mu:abcdeghijklmnopqrstuvxyz mv:abdefghiklnopqrstuvwxyz mw:abcefghiklmnopqrstuvwz
    mx:abcdefghijklmnopqrstuvwxyz my:abcefghjklmnoprsuvwxyz mz:abcdeghijklmnopqrstuvwxyz
    na:abcefghijklmnopqrstuvwxyz nb:abcdeghijklmnopqrstuvwy nc:abcdefghijklmnoqrstuxz
    nd:abcdefghijklmnopqrstuvwxyz ne:abcdefghijkmnopqrstuvwxyz nf:adlru ng:abcdeghijklmnpqrstuvwxyz
    nh:abcdefghikmnopqrtuvwxyz ni:abcdefghijklmnoqrstuvwxyz nj:abdhijlmnorstuxyz
    nk:abcdefghijkmnopqrstuvwxz nl:acdegijklmoquvwxyz nm:abcdefghijklmnopqrstuvwxyz
    nn:abcdefghijklmnopqrtuvwyz no:abcdefghijklmnpqrstuvwyz np:abghilnosuxy nq:gklmnoqty
    nr:abcefgiklmnprtuxz ns:abcdefghiklmnopqrstuvwxyz nt:degijkmopruwxyz nu:abcdefghijklmnopqrstuvwxyz
    nv:hmo nw:abcegimorwxy nx:adegiklmnoqrx ny:abcdefghijklmnopqrstuvwxy nz:abdikmsuyz oa:acrv ob:iklmortu
    oc:ahimou od:aktu of:osu og:bcegou oh:tu oi:aen oj:bcgipsvw ok:abcdeghijklmnorsuvxz ol:adekmortu
    om:abcgiklnoprtuwxy on:abegijknoprstuwx oo:dgnrs op:akmoty or:aceghimnorstuvwxyz os:acinopstux
    ot:abdeiklmnoqrstuwxyz ou:abeim ov:d ow:il oy:bdmy oz:m pa:abcdefghiklmnopqrsuvwxyz
    pb:bcefghilmnoprstuvy pc:abcdefghijklmnpw pd:acinotu pe:abdefghijklmopqsvxyz pf:ael pg:adgiklnsuz
    ph:adghijklmnoqrtuvw pi:abcdefghjlmnoprstuvwxyz pj:t pk:abcghnoprstu pl:abcdeghijklnoqrstuvwyz
    pm:abdefhijklmnoqrstwxyz pn:abcdeghijklmnopqrstuvwxyz po:cefghiklmnopqrstvwxy pp:eiklmnopqstu pq:am
    pr:acdefghiklmnopqrstuwxz ps:acdeghilmnopqrstuwy pt:ahinopqrtuvwy pu:abcdefgijmopqrstuwxy pw:abgimnorw
    px:m py:emnsuxy pz:hn qu:abcdefghiklmnpqrsvwxyz qv:acehijlmnopswyz qw:achmst qx:achlnopqrstuw qy:ap
    ra:abcdfghijklmnopqrstuvwxyz rb:bklp rc:f rd:b re:abegijlmnrsty rg:aeknrsu rh:gp ri:abflmnrtu rj:gis
    rk:abhimtw rm:abcdefghiklmnopqstuvwxyz rn:bdglnprw ro:abcdefghlmnopruw rp:nt rr:iot rs:bklmn rt:chmsw
    ru:bcefghiknopqstuyz rw:aklmor rx:dw ry:nsu rz:h sa:abcdefghijklmnoqrstuvwxyz
    sb:abcdefghijklmnopqrstuvwxyz sc:befghiklnopqstuvwx sd:abcefghjklnopqrstuxz
    se:abcdefghijklmnopqrstuvwyz sf:bemsw sg:abcdeghijkmnprstuwxyz sh:abcdeghijklmnopqrstuvwxyz
    si:abdefghijklmnopqrstuvwxyz sj:abdegklmnoprstuw sk:abcdefghijmnopqrstuvwxyz
    sl:acdefghijklmnpqrstuvwxyz sm:abcefghijklmnopqrstuvwxyz sn:acdefgijklmnopqrsuvwxyz
    so:abcdeghijklmnopqrstuvwxyz sp:abcdegiklmnopqrstuvxy sq:ahikmnoqrstux sr:abcdefghiklmnopqrstuvwxyz
    ss:abcdefghijklmnopqrstuvwxyz st:abdefghijklmnopqrstuvwy su:abcegijknoqrstvwxyz sv:abcekmsx
    sw:abcefghijklmnopqrstuvwxy sx:bcegklmnorsuw sy:abciklmnorswxy sz:abcdeglnpsvwy
    ta:abcdefghijklmnopqrstuvwxyz tb:acdefghijklmnoprstuvwxyz tc:abcdefghiklmnopqstuwxyz
    td:abcdefghijklmnoqrstvxy te:abcdefghiklmnopqrstuvwxyz tf:inort tg:abcdefhijklnopqrstuvwxyz
    th:adefhiklmnpqrstuvyz ti:acfghijklmnopqrstuvwxyz tj:agijlmnopsuw tk:abdefglmnpqrstuvwxz
    tl:abcdfghijklmnopqrstuvxy tm:abcdefghijklmnoqrstuvwyz tn:abcdghiklmnopqrstuvwxyz
    to:bcdfghijklmnopqrsuvwxyz tp:acefgijklmnopqrtuvwxyz tq:blmnopqrtuw tr:abcdefghijlmnopqrstuvwxyz
    ts:abcdeghijklmnopqrstuvwxyz tt:abcdefghijklmnopqrstuvwyz tu:abcdefghijklmnopqrstuvxyz
    tv:adeklmnostuwxy tw:abcdefghilmnopqrtuwxy tx:abceghijmnoqrstuxy ty:aehijlnprstuvxyz tz:ahjlmnox
    ua:mnr ub:ailruy ud:aegijlmu ue:s uf:i ug:abehnoy uh:an ui:gsv uj:i uk:aghiklpqrsuvwy ul:abcefiklmnuw
    um:abcdgimnoprsu un:adegikmnruxz uo:n up:iv ur:abcdefghiklmnoprtuvwxyz us:ahikpsu ut:aehpru uu:mru
    uv:ehl uw:a uy:a uz:bns va:aefghijlmnoprsuvy vb:bk ve:cdlmnopr vg:rt vi:cdefglnstv vk:ajklmnoptuz
    vl:ps vm:abcdefghijklmpqrsuvwxyz vn:kmp vo:lrt vr:aost vs:ilv vt:o vu:mnt vw:a
    wa:abcdefghijklmnopqrstuvwxyz wb:abefhijklmpqrstvw wc:ai wd:dgjktuy we:acdghimnoprstuw wf:g wg:abgiouy
    wh:agku wi:bcefghijklmnruvy wj:ai wk:abdlruwy wl:aceghiklmnorsuvwxy wm:abcdeghimnostwx
    wn:bcdegikmnopuwy wo:abcdefgiklmnorswy wp:c wr:bghiklmnoprsuvwxyz ws:agikrsuv wt:fhikmw
    wu:abdhlmnrtuvxy ww:aborw wx:aw wy:bimnry xa:abcdegijklmnopqrstuvwy xb:bcdegijmnoprwy
    xc:bceghlmnortuvwy xd:ackmoqy xe:bdglmprstu xf:a xg:abdfgilmruw xh:acdemortuv xi:bilnrsvy xj:bt
    xk:abcdefgijklnopqrstuvwxyz xl:abcdeginopsuy xm:abcdefghjklmnopqrstuvwxyz xn:abghijkmnoqrstuyz
    xo:cdgikmnoprw xp:abcdefghijklmnopqrstuvwxyz xq:at xr:abdegimnrtuw xs:abcdehijlmnopqrsuvy
    xt:abcdeghijlmnopqrstuvwy xu:abdgjlmnoprtu xv:einos xw:acdegjklortw xx:bkmrt xy:abjklty xz:hmp
    ya:abcdefghijklmnopqrstuvwxyz yb:abehijklmnoxy yc:hlnp yd:adegk ye:aceijlrstuvy yg:ailmprsuw yh:adls
    yi:adfghijklmnpqrstuvxz yk:agiklmnortuy yl:abegilmnoruy ym:bcdeghiklmnopqrsxz yn:adegklnoqsu
    yo:bgiklmnrtxy yp:abghkmnopz yr:abeklmnoswy ys:cdglmnoprsy yt:alpwy yu:abcdefgijklmnpqrtwxyz yv:at
    yw:aglnqrtuw yx:aglmuy yy:ruz yz:gk za:abcdefghijklmopqrstuvwxyz zb:aceltuw zc:adh zd:j ze:aghn
    zg:abhmnr zh:abdinow zi:abklmnwz zk:abdghknoprtuvz zl:ajmnq zm:abcdefghijklmnopqrstuvwxyz zn:adegks
    zo:chmoqrs zp:abcdefghijklmnopqrstuvwxyz zq:e zr:agnops zs:aklmru zt:eglmnpqstuxy zu:ahlmny zw:a zx:x
    zy:bgjnp zz:aj
    """
}
