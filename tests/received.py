"""Files as others send them: sound ones, broken ones, and ones that carry more than pages."""

import contextlib
import io
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas


CANARY = "zqxcanary"  # stands in every place around the pages, and never on them
NEVER = ("JavaScript", "/URI", "/AA ", "EmbeddedFile", "AcroForm", "/Widget")  # in what goes out
_A4 = (595.0, 842.0)


def pdf(pages: int = 1, size: tuple[float, float] = _A4, words: str = "Received page") -> bytes:
    """Return a sound PDF whose pages say their numbers."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for number in range(1, pages + 1):
        canvas.drawString(72, size[1] - 90, f"{words} {number}")
        canvas.rect(60, 60, size[0] - 120, size[1] - 120)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(data: bytes, change: Callable[[pikepdf.Pdf], object], **settings: Any) -> bytes:
    """Return a PDF that something was done to."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        document.save(out, **settings)
    return out.getvalue()


def unpacked(data: bytes) -> bytes:
    """Return everything that a PDF holds, as far as it can be unpacked."""
    held = []
    with pikepdf.open(io.BytesIO(data)) as document:
        for each in document.objects:
            held.append(each.unparse(resolved=True))
            if isinstance(each, pikepdf.Stream):
                with contextlib.suppress(pikepdf.PdfError):  # a photograph
                    held.append(each.read_bytes())
    return b"\n".join(held)


def armed() -> bytes:
    """Return a PDF with scripts, actions, links, embedded files and a filled form around a page."""

    def arm(document: pikepdf.Pdf) -> None:
        page = document.pages[0].obj
        script = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{CANARY}')"))
        link = Dictionary(S=Name.URI, URI=String(f"https://{CANARY}.example"))
        at = Array([72, 600, 300, 640])
        annotation = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=at, A=link)
        drawn = document.make_stream(b"BT /Helv 12 Tf 2 8 Td (Filled in) Tj ET")
        helv = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        drawn.Type, drawn.Subtype, drawn.BBox = Name.XObject, Name.Form, Array([0, 0, 228, 40])
        drawn.Resources = Dictionary(Font=Dictionary(Helv=helv))
        field = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String("answer"),
            V=String("Filled in"),
            Rect=at,
            F=4,
            AP=Dictionary(N=drawn),
            AA=Dictionary(K=script),
        )
        hidden = Dictionary(
            Type=Name.Annot, Subtype=Name.Text, Rect=at, F=2, Contents=String(CANARY)
        )
        held = [document.make_indirect(each) for each in (annotation, field, hidden)]
        page.Annots = Array(held)
        page.AA = Dictionary(O=script)
        page.PieceInfo = Dictionary(Editor=Dictionary(Private=String(CANARY)))
        page.Metadata = document.make_stream(CANARY.encode())
        root = document.Root
        root.AcroForm = Dictionary(Fields=Array([held[1]]))
        root.OpenAction = script
        root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), script])))
        document.attachments[f"{CANARY}.txt"] = CANARY.encode()
        document.docinfo.Title = CANARY
        root.Metadata = document.make_stream(CANARY.encode())

    return changed(pdf(), arm)


def hiding() -> bytes:
    """Return a PDF with a layer that is switched off."""

    def hide(document: pikepdf.Pdf) -> None:
        layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("draft")))
        document.Root.OCProperties = Dictionary(
            OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]))
        )

    return changed(pdf(), hide)


def sealed(password: str) -> bytes:
    """Return a PDF that opens with a password."""
    key = pikepdf.Encryption(owner=password, user=password, R=6)
    return changed(pdf(), lambda _: None, encryption=key)


def torn() -> bytes:
    """Return a PDF whose packed page cannot be unpacked to its end."""

    def tear(document: pikepdf.Pdf) -> None:
        packed = bytearray(zlib.compress(b"BT (lost) Tj ET\n" * 400))
        packed[40:] = b"\x00" * (len(packed) - 40)
        document.pages[0].obj.Contents = pikepdf.Stream(
            document, bytes(packed), Filter=Name.FlateDecode
        )

    return changed(pdf(), tear, compress_streams=False)


def flood() -> bytes:
    """Return a small PDF of which one page unpacks to more than any paper holds."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 10_000_000) for _ in range(25)) + packer.flush()

    def fill(document: pikepdf.Pdf) -> None:
        document.pages[0].obj.Contents = pikepdf.Stream(document, packed, Filter=Name.FlateDecode)

    return changed(pdf(), fill, compress_streams=False)


def picture(form: str = "JPEG", size: tuple[int, int] = (900, 640), **told: Any) -> bytes:
    """Return a photograph of something that was written, darker at its top."""
    image = Image.new("RGB", size, "#f4efe6")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, size[0], size[1] // 8), fill="#222222")
    for line in range(6):
        top = (line + 2) * size[1] // 9
        draw.rectangle((min(60, size[0] // 4), top, size[0] - 10, top + 12), fill="#555555")
    out = io.BytesIO()
    image.save(out, form, **told)
    return out.getvalue()
