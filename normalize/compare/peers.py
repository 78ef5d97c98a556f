#!/usr/bin/env python3
"""`bangvang normalize` beside the libraries one would otherwise use, on inputs damaged in known ways.

    cargo build --release
    apt-get install recode
    python3 -m venv venv && venv/bin/pip install -r normalize/compare/requirements.txt
    venv/bin/python normalize/compare/peers.py            prints the table
    venv/bin/python normalize/compare/peers.py --write    puts it into normalize/COMPARE.md
    venv/bin/python normalize/compare/peers.py --check    exits 1 if it differs from the one there
    venv/bin/python normalize/compare/peers.py --wrong    prints what came out wrong (of all, or --wrong=PEER)

The texts are written for this table. Each kind of input makes several of them unclean, by encoders that are
not ours (see charsets.py), and a cell says how many came out exactly as they were. BANGVANG names another
program than target/release/bangvang."""
import html.entities, re, shutil, subprocess, sys, unicodedata
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Callable

sys.dont_write_bytecode = True  # leaves no __pycache__ beside the scripts
import charsets
from charsets import TONES, encode, iconv_table, split_tone, tcvn3, vni_by_recode, viparse_table

PAGE = Path(__file__).parents[1] / "COMPARE.md"

# No quotation marks or dashes outside ASCII here, which several of the charsets lack.
TEXTS = [
    "Sáng 19/5/2008, Ủy ban nhân dân huyện Yên Thủy tổ chức hội nghị điển hình tiên tiến lần thứ IV. Dự hội nghị"
    " có hơn 320 đại biểu của 27 xã, thị trấn; nhiều người ở bản xa phải đi bộ từ chiều hôm trước.",
    "Phong trào thi đua yêu nước ở Hòa Bình ngày càng nở rộ: 45 tập thể và 118 cá nhân được tặng bằng khen. Bà"
    " Nguyễn Thị Thúy, xã Kỳ Sơn, được khen vì dạy chữ miễn phí cho trẻ khuyết tật suốt mười bảy năm.",
    "Ngày 2-9-1997, Hội Cựu chiến binh tỉnh Khánh Hòa kỷ niệm mười năm thành lập. Quỹ nghĩa tình đồng đội đã"
    " giúp 640 hộ thoát nghèo, sửa 58 căn nhà dột nát, động viên hội viên giữ gìn sức khỏe, sẵn sàng giúp đỡ nhau.",
    "Trung đoàn Sông Lũy được Chủ tịch nước tặng Huân chương Chiến công hạng Nhì (Quyết định số 1127/QĐ-CTN, ngày"
    " 30/4/2005). Trong trận lũ dữ tháng mười, bộ đội cõng cụ già, bồng trẻ nhỏ vượt quãng đường lầy lội.",
    "Trường Tiểu học Lũng Vẽ khen 86 học sinh giỏi, trong đó em Hoàng Ngọc Quỳnh viết đẹp nhất khối năm. Thầy"
    " hiệu trưởng nói ngắn gọn: học thật, chơi vui, kính già, mến bạn, đừng khoe mẽ, chớ ỷ lại, kỵ nhất là lười.",
    "Hợp tác xã Ngõ Rẫy đạt năng suất lúa 7,2 tấn một héc-ta, bỏ hẳn thói quen đốt rạ, lập tổ thủy lợi, trồng keo"
    " phủ kín đồi trọc. Mỗi vụ, xã viên còn góp thóc giúp các hộ neo đơn, ốm yếu; chẳng ai đứng ngoài cuộc.",
    "Già làng Y Ngông Ênuôl ở huyện Cư M'gar, tỉnh Đắk Lắk, nhận kỷ niệm chương vì sự nghiệp bảo tồn cồng chiêng."
    " Bạn đọc góp ý xin gửi về thidua@daklak.example, điện thoại 0500-3852.",
    "Tối 22/12, Nhà máy Giấy Sông Bưởi đón danh hiệu Anh hùng Lao động thời kỳ đổi mới. Giám đốc Đỗ Quý Ưng cảm ơn"
    " thợ giỏi, kỹ sư trẻ và các cụ hưu trí đã khẩn trương đặt những viên gạch đầu tiên giữa bãi hoang.",
    "Kon Tum: 15 tập thể nhận cờ thi đua của Chính phủ",
    "ĐẠI HỘI THI ĐUA YÊU NƯỚC TỈNH QUẢNG NGÃI LẦN THỨ VIII\nỞ phần thảo luận, ông Lê Ẩn kể: \"Ấp tôi nghèo nhưng"
    " chẳng ai bỏ học.\" Ý kiến ấy được cả hội trường vỗ tay.",
    "TUYÊN DƯƠNG NGƯỜI TỐT, VIỆC TỐT; TRAO KỶ NIỆM CHƯƠNG CỦA ỦY BAN DÂN TỘC\nChiều 12-11-2014, Ủy viên thường"
    " trực Lò Văn Ổn trao thưởng cho mười hai già làng, trưởng bản ở huyện Mường Ảng, tỉnh Điện Biên.",
    "KHẨU HIỆU: GIỮ VỮNG KỶ CƯƠNG, SẴN SÀNG VƯỢT KHÓ; CHẲNG NGẠI MƯA RỪNG, LŨ SỚM; MỖI NGƯỜI MỘT VIỆC TỐT, MỖI"
    " NGÀY MỘT Ý HAY; KHỎE ĐỂ GIÚP NƯỚC, TRẺ KHÔNG NGHỈ HỌC, GIÀ VẪN MẪU MỰC, NGÕ SẠCH, NHÀ ĐẸP, LỄ NGHĨA, TỰ LẬP",
    "TIN VẮN\nHè 1965: MẸ HIỀN VÁ ÁO, CON BÉ VẼ CỜ; CHẶT TRE ĐẮP BỜ, TRỒNG RẪY; BẰNG LÒNG CHIA SẺ LÚC BỊ LŨ CUỐN."
    " HÈ ĐẾN THÌ GIÚP ĐỠ CÁC CỤ, LÙA TRÂU; GỬI QUÀ KỲ HAI, HỌC KỸ THUẬT, BÍ THƯ XÃ NĂM TỴ ĂN TẾT Ở CHỐT.",
]

# Text that is clean although it has what is elsewhere a fault: other scripts, typography, hyphens, names.
CLEAN_AS_IT_IS = [
    "Giải thưởng “Bông lúa vàng” – do Hội Nông dân tỉnh lập năm 2011 – đã về tay 24 nông dân; ai cũng nói ‘còn"
    " phải cố’…",
    "Đoàn nghệ thuật Москва (Liên Xô cũ) từng nhận Huy chương Hữu nghị; tờ rơi in tên đoàn bằng chữ Nga.",
    "Em Đỗ Bảo Uyên đoạt huy chương bạc Ô-lim-pích Toán nhờ bài giải đẹp về số π và góc α, β.",
    "Khen thưởng giai đoạn 2006-\n2010; cụm thi đua Bà Rịa -\nVũng Tàu gồm 8 đơn vị.",
]

# Two words or more each whose tone the two styles place differently.
STYLED = [
    "Ủy ban Mặt trận huyện Yên Thủy khen hai khu dân cư văn hóa, mười tổ hòa giải và ba mươi gia đình hiếu học.",
    "Chi hội Người cao tuổi sống vui, sống khỏe; cụ Lũy được bầu làm tổ trưởng tổ hòa giải, giữ quỹ của hội.",
    "LÀNG VĂN HÓA HÒA AN: HAI MƯƠI NĂM KHÔNG CÓ TỆ NẠN\nTrưởng làng nhận bằng khen của tỉnh Khánh Hòa.",
    "Đội thủy lợi xóa 12 điểm ngập úng; ông Thụy, đội trưởng, nhận giấy khen ngày 7/5/1999.",
    "Tòa án tỉnh Hòa Bình tổng kết phong trào thi đua năm 2012, mỗi đơn vị một đóa hoa đẹp dâng Bác.",
    "Nhà máy hóa chất lập quỹ khuyến học, tặng áo choàng, xe lăn cho trẻ khuyết tật; em Thùy, em Hòa vượt khó.",
]

# A small word -> the same with its mark on a neighbouring vowel.
MISPLACED = {
    "nghiệp": "nghịêp", "nghèo": "ngheò", "nghĩa": "nghiã", "người": "ngừơi", "nguyễn": "nguỹên", "quý": "qúy",
    "của": "cuả", "hoàng": "hòang", "đoàn": "đòan", "toán": "tóan", "giải": "gỉai", "giỏi": "gioỉ",
    "biểu": "bỉêu", "chiến": "chíên", "chiều": "chìêu", "thưởng": "thửơng", "tiến": "tíên", "trường": "trừơng",
    "việc": "vịêc", "được": "đựơc", "khuyết": "khúyêt", "mười": "mừơi", "già": "gìa",
}

FOREIGN = [
    "À l'hôtel de ville, Noé et Chloé ont reçu la médaille d'honneur : « un été inoubliable », dit-elle. Où cela ?"
    " À Besançon, près de l'église, là où naît la rivière.",
    "Für treue Dienste überreichte der Bürgermeister das große Ehrenzeichen; die Schüler aus Göttingen übten fröhlich.",
    "El alcalde entregó ayer la condecoración a la maestra más antigua del pueblo: treinta años, según él, sin un día"
    " de ausencia. ¡Qué alegría! Después cantó una niña de Logroño.",
    "The café owner's résumé was naïve, the jury said; still, Brontë's façade won the Zürich prize, and the fiancé"
    " got his soufflé.",
    "O júri da Câmara atribuiu três prémios à região; a cerimónia terá lugar no sábado, às nove da manhã, em Viseu.",
    "Guðrún Þórðardóttir fékk verðlaun í gær; Đurđa Ćosić iz Županje stigla je sutradan.",
    "Più città, più libertà: così disse il sindaco di Forlì, perché il premio è di tutti.",
]

TONE = "".join(TONES)


def nfd(text):
    return unicodedata.normalize("NFD", text)


def nfc(text):
    return unicodedata.normalize("NFC", text)


def reformed(text):
    """hoà, khoẻ, thuý of hòa, khỏe, thúy."""
    moved = rf"(?i)(o)([{TONE}])([ae])(?![\w\u0300-\u036f])|(?<!q)(u)([{TONE}])(y)(?![\w\u0300-\u036f])"
    return nfc(re.sub(moved, lambda m: "".join(p or "" for p in m.group(1, 3, 2, 4, 6, 5)), nfd(text)))


def traditional(text):
    """hòa, khỏe, thúy of hoà, khoẻ, thuý."""
    moved = rf"(?i)(o)([ae])([{TONE}])(?![\w\u0300-\u036f])|(?<!q)(u)(y)([{TONE}])(?![\w\u0300-\u036f])"
    return nfc(re.sub(moved, lambda m: "".join(p or "" for p in m.group(1, 3, 2, 4, 6, 5)), nfd(text)))


def mixed(text):
    """Every other word of those that the styles spell differently in the reformed style."""
    words, found = re.split(r"(\W+)", text), 0
    for i, word in enumerate(words):
        if reformed(word) != word:
            found += 1
            words[i] = reformed(word) if found % 2 else word
    return "".join(words)


def changed(make, texts):
    """(input, expected) of the texts that `make` does something to; it is given the text's number too."""
    pairs = [(make(text, number).encode(), text) for number, text in enumerate(texts)]
    return [(data, text) for data, text in pairs if data != text.encode()]


def cycled(table, put):
    """A damage that takes the next characters of a table for every text, so that a tool that knows some of
    them shows it."""
    return lambda text, number: put(text, table[number % len(table)])


# Damage to text.

def wrong_order(text, number):
    """The tone mark before the circumflex, breve or horn."""
    def reorder(char):
        letter, tone = split_tone(char)
        shape = nfd(letter)[1:]
        return nfd(letter)[0] + tone + shape if tone and shape else char
    return "".join(reorder(char) for char in text)


def tone_set_off(text, number):
    """The tone mark of every third toned word behind a space."""
    toned = 0
    def set_off(word):
        nonlocal toned
        at = next((i for i, char in enumerate(word[0]) if split_tone(char)[1]), None)
        if at is None:
            return word[0]
        toned += 1
        letter, tone = split_tone(word[0][at])
        return word[0][:at] + f"{letter} {tone}" + word[0][at + 1 :] if toned % 3 == 1 else word[0]
    return re.sub(r"\w+", set_off, text)


def inside_words(text, char):
    """A character in the middle of every third word and at the end of every fifth."""
    words = text.split(" ")
    for i, word in enumerate(words):
        if i % 3 == 0:
            words[i] = word[: len(word) // 2] + char + word[len(word) // 2 :]
        elif i % 5 == 0:
            words[i] = word + char
    return " ".join(words)


def around_words(text, marks):
    """A pair of characters around every fourth word."""
    words = text.split(" ")
    return " ".join(f"{marks[0]}{word}{marks[1]}" if i % 4 == 0 else word for i, word in enumerate(words))


def some_spaces(text, spaces):
    """Every other space as something else."""
    pieces = text.split(" ")
    return "".join(p if i == 0 else (spaces if i % 2 else " ") + p for i, p in enumerate(pieces))


def full_width(text, number):
    return text.translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})


def lookalike(text, pairs):
    """One letter of every word that has one in `pairs` and is not a single letter."""
    letters = "".join(pairs)
    def swap(word):
        at = next((i for i, char in enumerate(word[0]) if char in letters), None)
        return word[0] if at is None else word[0][:at] + pairs[word[0][at]] + word[0][at + 1 :]
    return re.sub(r"\w{2,}", swap, text)


def entities(text, number):
    """Named references where HTML 4 has them, others in decimal and in hexadecimal by turns."""
    def reference(char):
        code = ord(char)
        if char == "\n" or (char.isascii() and char != "&"):
            return char
        name = html.entities.codepoint2name.get(code)
        return f"&{name};" if name else f"&#x{code:X};" if code % 2 else f"&#{code};"
    return "".join(map(reference, text))


def misplaced(text, number):
    def move(word):
        wrong = MISPLACED.get(word[0].lower(), word[0])
        if word[0].isupper():
            return wrong.upper()
        return wrong[0].upper() + wrong[1:] if word[0][0].isupper() else wrong
    return re.sub(r"\w+", move, text)


def read_as(data, codec):
    """Bytes read as windows-1252 or Latin-1; the five codes that windows-1252 lacks are those of Latin-1."""
    def char(byte):
        try:
            return bytes([byte]).decode(codec)
        except UnicodeDecodeError:
            return chr(byte)
    return "".join(map(char, data))


def misread(text, number=0):
    return read_as(text.encode(), "cp1252")


def hyphenated():
    """Lines broken inside a word, after its first consonants; whole, the line ends after that word."""
    breakable = re.compile(r"(?<=\s)(ngh|ng|nh|th|tr|kh|ch|ph|gi)(?![bcdghklmnpqrstvx])(\w{2,})(?= )")
    pairs = []
    for text in TEXTS:
        found, end = [], 0
        for match in breakable.finditer(text):
            if match.start() - end > 35:
                found.append(match)
                end = match.end()
        damaged = expected = text
        for match in reversed(found):
            damaged = damaged[: match.end(1)] + "-\n" + damaged[match.end(1) :]
            expected = expected[: match.end()] + "\n" + expected[match.end() + 1 :]
        if found:
            pairs.append((damaged.encode(), expected))
    return pairs


# Texts as the charsets have them.

def in_table(table, texts=TEXTS):
    return [(encode(table, text), text) for text in texts]


def in_codec(codec, mark=b""):
    return [(mark + text.encode(codec), text) for text in TEXTS]


def in_either_utf16():
    marks = [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")]
    pairs = [in_codec(codec, mark) for mark, codec in marks]
    return [pairs[number % 2][number] for number in range(len(TEXTS))]


def typed_in_tcvn3():
    """The texts that need no toned capital; "Ủy" is typed "Uỷ"."""
    table = tcvn3(iconv_table("TCVN5712-1"))
    return [(encode(table, reformed(text)), text) for text in TEXTS if set(reformed(text)) <= set(table)]


def headlines_in_tcvn3():
    """A headline in .VnTimeH above a text in .VnTime: toned vowels in lower case among capitals."""
    table = tcvn3(iconv_table("TCVN5712-1"))
    def headline(text):
        return "".join(char if char in table else char.lower() for char in text)
    heads = [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "HỘI NGHỊ ĐIỂN HÌNH TIÊN TIẾN TOÀN TỈNH LẦN THỨ TƯ",
        "LỄ ĐÓN NHẬN HUÂN CHƯƠNG ĐỘC LẬP", "QUYẾT ĐỊNH CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÒA BÌNH",
        "TỔNG KẾT PHONG TRÀO THI ĐUA QUYẾT THẮNG", "NGƯỜI TỐT VIỆC TỐT: THẦY GIÁO VÙNG CAO",
    ]
    bodies = [text for _, text in typed_in_tcvn3()]
    pairs = [(f"{headline(head)}\n{reformed(body)}", f"{head}\n{body}") for head, body in zip(heads, bodies)]
    return [(encode(table, found), expected) for found, expected in pairs]


def declared_as_another():
    """windows-1258 under a declaration that is wrong."""
    table, pairs = charsets.python_table("cp1258"), []
    for number, text in enumerate(TEXTS):
        label = ("iso-8859-1", "windows-1252", "utf-8")[number % 3]
        page = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">\n{text}'
        pairs.append((encode(table, page), page))
    return pairs


def misread_in(pairs):
    """Bytes of a legacy charset that were read as windows-1252 and saved as UTF-8."""
    return [(read_as(data, "cp1252").encode(), text) for data, text in pairs]


def paragraph_in_good_page(paragraphs):
    """One damaged paragraph between two that are right."""
    pairs = []
    for number, (data, text) in enumerate(paragraphs):
        before, after = TEXTS[number - 1], TEXTS[(number + 1) % len(TEXTS)]
        pairs.append((f"{before}\n{data.decode()}\n{after}".encode(), f"{before}\n{text}\n{after}"))
    return pairs


def sentence_in_good_paragraph():
    """The last sentence of a paragraph misread (UTF-8 as windows-1252), the rest of it and of the page right."""
    pairs = []
    for number, text in enumerate(TEXTS):
        head, stop, sentence = text.rpartition(". ")
        if stop:
            before = TEXTS[number - 1]
            pairs.append((f"{before}\n{head}{stop}{misread(sentence)}".encode(), f"{before}\n{text}"))
    return pairs


@dataclass
class Kind:
    """A kind of input. `iconv` are the conversions that undo it, told to iconv one after the other."""

    name: str
    given: str
    pairs: Callable
    iconv: tuple = ()
    # "either": both tone styles are right, even mixed; "one": either, but throughout; "as is": the text exactly.
    tones: str = "either"


TO_1252 = ("UTF-8", "WINDOWS-1252")
KINDS = [
    Kind("already clean", "text", lambda: [(t.encode(), t) for t in TEXTS + CLEAN_AS_IT_IS], (("UTF-8", "UTF-8"),)),
    Kind("French, German, Spanish, English, ... (must stay)", "text", lambda: [(t.encode(), t) for t in FOREIGN],
         (("UTF-8", "UTF-8"),), "as is"),
    Kind("UTF-16LE without a mark", "bytes", lambda: in_codec("utf-16-le"), (("UTF-16LE", "UTF-8"),)),
    Kind("UTF-16BE without a mark", "bytes", lambda: in_codec("utf-16-be"), (("UTF-16BE", "UTF-8"),)),
    Kind("UTF-16 with a byte order mark", "bytes", in_either_utf16, (("UTF-16", "UTF-8"),)),
    Kind("windows-1258", "bytes", lambda: in_table(charsets.python_table("cp1258")), (("WINDOWS-1258", "UTF-8"),)),
    Kind("windows-1258, declared as another", "bytes", declared_as_another, (("WINDOWS-1258", "UTF-8"),)),
    Kind("VISCII", "bytes", lambda: in_table(iconv_table("VISCII")), (("VISCII", "UTF-8"),)),
    Kind("VPS", "bytes", lambda: in_table(viparse_table("vps"))),
    Kind("VNI-Windows", "bytes", lambda: in_table(vni_by_recode())),
    Kind("TCVN3 (ABC)", "bytes", typed_in_tcvn3, (("TCVN5712-1", "UTF-8"),)),
    Kind("TCVN3 with a headline in .VnTimeH", "bytes", headlines_in_tcvn3, (("TCVN5712-1", "UTF-8"),)),
    Kind("TCVN 5712-1 (VN1)", "bytes", lambda: in_table(iconv_table("TCVN5712-1")), (("TCVN5712-1", "UTF-8"),)),
    Kind("TCVN 5712-2 (VN2)", "bytes", lambda: in_table(charsets.tcvn5712_2()), (("TCVN5712-1", "UTF-8"),)),
    Kind("UTF-8 read as windows-1252", "text", lambda: changed(misread, TEXTS), (TO_1252,)),
    Kind("UTF-8 read as Latin-1", "text", lambda: changed(lambda t, _: t.encode().decode("latin-1"), TEXTS),
         (("UTF-8", "ISO-8859-1"),)),
    Kind("UTF-8 read as windows-1252 twice", "text", lambda: changed(lambda t, _: misread(misread(t)), TEXTS),
         (TO_1252, TO_1252)),
    Kind("TCVN3 read as windows-1252", "text", lambda: misread_in(typed_in_tcvn3()),
         (TO_1252, ("TCVN5712-1", "UTF-8"))),
    Kind("VNI read as windows-1252", "text", lambda: misread_in(in_table(vni_by_recode()))),
    Kind("VISCII read as windows-1252", "text", lambda: misread_in(in_table(iconv_table("VISCII"))),
         (TO_1252, ("VISCII", "UTF-8"))),
    Kind("a paragraph in TCVN3 in a good page", "text",
         lambda: paragraph_in_good_page(misread_in(typed_in_tcvn3()))),
    Kind("a misread paragraph in a good page", "text", lambda: paragraph_in_good_page(changed(misread, TEXTS))),
    Kind("a misread sentence in a good paragraph", "text", sentence_in_good_paragraph),
    Kind("decomposed (NFD)", "text", lambda: changed(lambda t, _: nfd(t), TEXTS)),
    Kind("deprecated tone marks U+0340 U+0341", "text", lambda: changed(
        lambda t, _: nfd(t).translate({0x300: 0x340, 0x301: 0x341}), TEXTS)),
    Kind("tone mark before the circumflex", "text", lambda: changed(wrong_order, TEXTS)),
    Kind("tone mark set off by a space", "text", lambda: changed(tone_set_off, TEXTS)),
    Kind("misplaced tone (nghịêp, hòang, qúy)", "text", lambda: changed(misplaced, TEXTS)),
    Kind("both tone styles in one text (hoà, hòa)", "text", lambda: changed(lambda t, _: mixed(t), STYLED),
         tones="one"),
    Kind("Ð ð for Đ đ", "text", lambda: changed(lambda t, _: t.translate({0x110: 0xD0, 0x111: 0xF0}), TEXTS)),
    Kind("Ɖ for Đ", "text", lambda: changed(lambda t, _: t.replace("Đ", "Ɖ"), TEXTS)),
    Kind("Cyrillic or Greek letters in words", "text", lambda: changed(cycled([
        dict(zip("aceopxyABEKMHOPCTX", "асеорхуАВЕКМНОРСТХ")), dict(zip("oABEHIKMNOPTXYZ", "οΑΒΕΗΙΚΜΝΟΡΤΧΥΖ")),
        {"i": "і", "j": "ј", "s": "ѕ", "I": "І"}], lookalike), TEXTS)),
    Kind("zero-width characters, soft hyphens, inner BOMs", "text", lambda: changed(cycled(
        ["\u200b", "\u00ad", "\ufeff", "\u200d", "\u2060"], inside_words), TEXTS)),
    Kind("bidi controls", "text", lambda: changed(cycled(
        ["\u200e\u200e", "\u202a\u202c", "\u2066\u2069", "\u200f\u200e"], around_words), TEXTS)),
    Kind("no-break and other spaces", "text", lambda: changed(cycled(
        ["\u00a0", "\u2003", "\u3000", "\u202f", "\u00a0 ", "\u2009"], some_spaces), TEXTS)),
    Kind("full-width digits", "text", lambda: changed(full_width, TEXTS)),
    Kind("HTML character references", "text", lambda: changed(entities, [f"{t} & C." for t in TEXTS])),
    Kind("words broken at line ends", "text", hyphenated),
]


# The peers. Each gives a text, or None where it fails; `spaced` is what it would make of a clean text.

def as_text(data):
    return data.decode("utf-8", "replace")


def by_bangvang(kind, data):
    return charsets.normalize(data)


def by_ftfy(kind, data):
    import ftfy
    # Quotation marks are not faults here; all else as ftfy does it by default.
    return ftfy.fix_text(ftfy.guess_bytes(data)[0], uncurl_quotes=False)


def by_viet_text_tools(kind, data):
    from viet_text_tools import normalize_diacritics
    return normalize_diacritics(as_text(data))


def by_underthesea(kind, data):
    from underthesea import text_normalize
    return text_normalize(as_text(data))


def spaced_by_underthesea(text):
    """text_normalize sets spaces between tokens, which is its format and no fault."""
    from underthesea.pipeline.word_tokenize.regex_tokenize import tokenize
    return " ".join(tokenize(text))


def by_iconv(kind, data):
    for source, target in kind.iconv:
        run = subprocess.run(["iconv", "-f", source, "-t", target], input=data, capture_output=True)
        if run.returncode:
            return None
        data = run.stdout
    return as_text(data)


@dataclass
class Peer:
    name: str
    heading: str
    run: Callable
    takes: Callable = lambda kind: True
    spaced: Callable = lambda text: text


def is_text(kind):
    return kind.given == "text"


def pinned(name):
    return f"{name} {version(name)}"


def peers():
    return [
        Peer("bangvang", "bangvang", by_bangvang),
        Peer("ftfy", pinned("ftfy"), by_ftfy),
        Peer("viet-text-tools", pinned("viet-text-tools"), by_viet_text_tools, takes=is_text),
        Peer("underthesea", pinned("underthesea"), by_underthesea, takes=is_text, spaced=spaced_by_underthesea),
        Peer("iconv", "iconv, told the charset", by_iconv, takes=lambda kind: bool(kind.iconv)),
    ]


def is_right(kind, out, expected):
    out, expected = out.rstrip("\n"), expected.rstrip("\n")
    if kind.tones == "as is":
        return out == expected
    if kind.tones == "one":
        return out in (traditional(expected), reformed(expected))
    # Composed already: traditional() must not compose for a peer.
    return out == nfc(out) and traditional(out) == traditional(expected)


def outcome(peer, kind, data, expected):
    """(whether right, what came out)."""
    try:
        out = peer.run(kind, data)
    except Exception as e:
        return False, f"{type(e).__name__}: {e}"
    return out is not None and is_right(kind, out, peer.spaced(expected)), out


def measure(wrong_of=None):
    """The rows of the table; with `wrong_of`, prints what a peer ("" for every one) got wrong."""
    rows = []
    for kind in KINDS:
        pairs, cells = kind.pairs(), []
        assert len(pairs) >= 5, kind.name
        for peer in peers():
            if not peer.takes(kind):
                cells.append("–")
                continue
            outcomes = [outcome(peer, kind, *pair) for pair in pairs]
            cells.append(f"{sum(right for right, _ in outcomes)}/{len(pairs)}")
            for (right, out), (_, expected) in zip(outcomes, pairs):
                if wrong_of in ("", peer.name) and not right:
                    print(f"{kind.name}, {peer.name}\n  expected {expected!r}\n  came out {out!r}")
        rows.append([kind.name, kind.given, *cells])
    return rows


def table(rows):
    head = ["input", "as", *(peer.heading for peer in peers())]
    lines = [head, ["---", "---", *["--:"] * (len(head) - 2)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def main(option):
    if not shutil.which(charsets.PROGRAM):
        sys.exit(f"{charsets.PROGRAM}: no such program; cargo build --release, or set BANGVANG")
    if option.startswith("--wrong"):
        measure(wrong_of=option.removeprefix("--wrong").removeprefix("="))
        return
    measured = table(measure())
    if option == "":
        print(measured)
        return
    page = PAGE.read_text()
    between = re.compile(r"(?<=<!-- table -->\n).*?(?=<!-- /table -->)", re.DOTALL)
    written = between.sub(lambda _: measured + "\n", page)
    if option == "--write":
        PAGE.write_text(written)
    elif written != page:
        sys.exit(f"{PAGE} has another table than the one measured:\n{measured}")


if __name__ == "__main__":
    if sys.argv[2:] or not re.fullmatch(r"|--write|--check|--wrong(=.+)?", "".join(sys.argv[1:])):
        sys.exit(__doc__)
    try:
        main("".join(sys.argv[1:]))
    except (charsets.Missing, PackageNotFoundError) as e:
        sys.exit(f"missing on this machine: {e}")
