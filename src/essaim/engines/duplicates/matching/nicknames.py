"""French short forms of first names and the name they usually stand for."""

from __future__ import annotations

_GROUPS = """
alexandre:alex,sacha
alexandra:sandra
antoine:tony,anthony
benjamin:ben
bernadette:nadette
catherine:cathy,kathy,cath,katherine
charlotte:lotte,charlie
christian:chris
christine:chris,cricri
christophe:chris,kristof
corinne:coco
daniel:dany
danielle:dany
dominique:dom,domi
edouard:ed,eddy,edy
elisabeth:babeth,lise,elise,betty,elizabeth
emmanuel:manu,emanuel
emmanuelle:manue,manu
fatoumata:fatou,fatima,fatim
florence:flo
frederic:fred,frederick
frederique:fred
gabriel:gaby
genevieve:ginette
gerard:gege
guillaume:guigui,william
helene:lena
isabelle:isa,isabel
jacqueline:jackie
jacques:jacky
jean baptiste:jb
jean claude:jc
jean francois:jf
jean louis:jl
jean luc:jean lou
jean marc:jm
jean michel:jean mi
jean paul:jp
jean philippe:jp
jean pierre:jp
joseph:jo,jojo
josephine:jo,fifine
josette:jo
laurence:lolo
madeleine:mado
mamadou:mamad,amadou,mouhamadou
marguerite:margot,maggy
marie christine:mc
marie claude:mc
martine:titine
matthieu:mathieu,matt,mat
michel:mimi,mich
mohamed:mohammed,mouhamed,mohamad,muhammad,momo
nathalie:nath,natalie,nat
nicolas:nico
olivier:oliv
ousmane:ouz
pascal:pasc
pascale:pasc
patrice:pat
patricia:pat,patou,paty
patrick:pat
philippe:phil,philou
pierre:pierrot
rene:nene
robert:bob,bobby
sebastien:seb
sophie:soso,fifi
stephane:steph
stephanie:steph,fanny
suzanne:suzy,suzon
sylvie:syl
theophile:theo
therese:tess
thierry:titi
thomas:tom
valerie:val
veronique:vero
vincent:vince
virginie:ninie
xavier:xav
yves:yvon
"""

_SHORT: dict[str, set[str]] = {}
for _line in _GROUPS.strip().splitlines():
    _full, _shorts = _line.split(":")
    for _short in _shorts.split(","):
        _SHORT.setdefault(_short, set()).add(_full)


def full_name(name: str) -> str:
    """The full form when the short one stands for a single name, else the name itself."""
    found = _SHORT.get(name, ())
    return next(iter(found)) if len(found) == 1 else name


def may_be_same(one: str, other: str) -> bool:
    """Could one be the short form of the other ("chris" of "christine" or "christophe")?"""
    return bool(
        other in _SHORT.get(one, ())
        or one in _SHORT.get(other, ())
        or (_SHORT.get(one, set()) & _SHORT.get(other, set()))
    )
