"""Reading XML only as far as judging needs. Declarations of types are refused."""

from xml.parsers import expat

STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe<", b"\xfe\xff\x00<", b"<\x00", b"\x00<")


class Broken(Exception):
    """The part does not read as XML."""


class Declared(Exception):
    """The part declares entities or types: the way of XML bombs."""


class _Enough(Exception):
    """The root element was reached."""


def looks_so(head: bytes) -> bool:
    return head.lstrip().startswith(STARTS)


def _parser(on_start, on_text=None):
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = on_start
    if on_text:
        parser.CharacterDataHandler = on_text
    return parser


def _refuse(*_said):
    raise Declared


def _read(parser, part):
    try:
        parser.ParseFile(part)
    except expat.ExpatError as problem:
        raise Broken from problem


def check_start(part) -> None:
    """Read up to the root element. Raises Declared or Broken."""

    def stop(_name, _said):
        raise _Enough

    try:
        _read(_parser(stop), part)
    except _Enough:
        return


def elements(raw: bytes) -> list[tuple[str, dict]]:
    """Every element's own name and attributes."""
    found = []

    def take(name, said):
        plain = {key.rpartition(" ")[2]: value for key, value in said.items()}
        found.append((name.rpartition(" ")[2], plain))

    parser = _parser(take)
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as problem:
        raise Broken from problem
    return found


def field_codes(part) -> str:
    """What a Word text tells its fields to do, in order."""
    codes, inside = [], False

    def start(name, said):
        nonlocal inside
        inside = name.endswith(" instrText")
        if name.endswith(" fldSimple"):
            codes.extend(v for k, v in said.items() if k.endswith("instr"))

    def text(words):
        if inside:
            codes.append(words)

    _read(_parser(start, text), part)
    return "".join(codes)
