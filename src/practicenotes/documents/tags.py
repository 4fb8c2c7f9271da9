"""What each piece of a page is, for programs that read aloud: ReportLab itself knows no tags."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name


TABLE, ROW, HEAD, CELL = "Table", "TR", "TH", "TD"  # a head is that of its column
ITEM = "LI"  # of a list; one in a list within lists is LI2 and so on


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked piece of a page; the pieces of a paragraph that was broken share its element."""

    page: int  # counted from 0
    number: int  # of the mark within its page, counted from 0
    role: str  # a standard type of PDF: P, H1, Figure, LI; the depth of an item stands behind it
    element: object
    said: str = ""  # what a picture or a chart is said to show
    words: str = ""  # of the whole element, where paper has them in another order than reading
    within: tuple[
        tuple[str, object], ...
    ] = ()  # role and element of what holds it, outermost first


def tie(pdf: bytes, marks: Iterable[Mark]) -> bytes:
    """Return the file with a structure tree over its marks, in the order of drawing."""
    elements: dict[object, list[Mark]] = {}
    for mark in marks:
        elements.setdefault(mark.element, []).append(mark)
    tied = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        tree = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        tree.K = _element(document, "Document", tree)
        held_by: list[dict[int, Dictionary]] = [{} for _ in document.pages]
        holders: dict[object, Dictionary] = {}
        for pieces in elements.values():
            holder = tree.K
            for role, holding in pieces[0].within:
                if holding not in holders:
                    holders[holding] = _child(document, holder, role)
                holder = holders[holding]
            leaf = _leaf(document, holder, pieces[0].role)
            if pieces[0].said:
                leaf.Alt = pikepdf.String(pieces[0].said)
            if words := next((piece.words for piece in pieces if piece.words), ""):
                leaf.ActualText = pikepdf.String(words)
            for piece in pieces:
                page = document.pages[piece.page].obj
                leaf.K.append(Dictionary(Type=Name.MCR, Pg=page, MCID=piece.number))
                held_by[piece.page][piece.number] = leaf
        numbers = Array()
        for number, held in enumerate(held_by):
            document.pages[number].StructParents = number
            numbers.append(number)
            numbers.append(Array(held[mark] for mark in sorted(held)))
        tree.ParentTree = document.make_indirect(Dictionary(Nums=numbers))
        document.Root.StructTreeRoot = tree
        document.Root.MarkInfo = Dictionary(Marked=True)
        document.save(tied, deterministic_id=True)
    return tied.getvalue()


def standard(role: str) -> str:
    """Return a role as PDF names it."""
    return ITEM if role.startswith(ITEM) else role


def _leaf(document: pikepdf.Pdf, whole: Dictionary, role: str) -> Dictionary:
    """Return a new element at the end of the document; items in a row become one list.

    A deeper list stands behind its item, not in it: what is said of the item is not said of it.
    """
    if standard(role) != ITEM:
        return _child(document, whole, role)
    held = _list_at_end(document, whole)
    for _ in range(int(role[len(ITEM) :] or 1) - 1):
        held = _list_at_end(document, held)
    return _child(document, _child(document, held, ITEM), "LBody")


def _list_at_end(document: pikepdf.Pdf, holder: Dictionary) -> Dictionary:
    """Return the list that an element ends with, begun now if there is none."""
    last = holder.K[-1] if len(holder.K) else None
    if isinstance(last, Dictionary) and last.get("/S") == Name.L:
        return last
    return _child(document, holder, "L")


def _child(document: pikepdf.Pdf, holder: Dictionary, role: str) -> Dictionary:
    made = _element(document, role, holder)
    holder.K.append(made)
    return made


def _element(document: pikepdf.Pdf, role: str, holder: Dictionary) -> Dictionary:
    kind = Name(f"/{role}")
    made = document.make_indirect(Dictionary(Type=Name.StructElem, S=kind, P=holder, K=Array()))
    if role == HEAD:
        made.A = Dictionary(O=Name.Table, Scope=Name.Column)
    return made
