"""办理事项用语 · What each verb of the records is called on pages."""

from __future__ import annotations

from collections.abc import Mapping

from landsupply.law.words import say

VERB_WORDS: Mapping[str, str] = {
    "approve": "U560",
    "change_password": "U561",
    "clear_factor": "U562",
    "correct": "U563",
    "create_account": "U564",
    "disable_account": "U565",
    "draw": "U566",
    "draw_file": "V057",
    "drop_factor": "U567",
    "enable_account": "U568",
    "end_sitting": "U569",
    "enrol_factor": "U570",
    "erase_outline": "V058",
    "fresh_codes": "U571",
    "grant_role": "U572",
    "issue_token": "U573",
    "link_subject": "U588",
    "lock_sign_in": "U574",
    "move_item": "U575",
    "propose": "U576",
    "publish": "U577",
    "reset_password": "U578",
    "return_plan": "U579",
    "revoke_role": "U580",
    "revoke_token": "U581",
    "save_brief": "U582",
    "send_layer": "V059",
    "send_list": "U583",
    "sign_in": "U584",
    "sign_out": "U585",
    "submit": "U586",
    "unlink_subject": "U589",
    "withdraw_layer": "V060",
    "withdraw_list": "U587",
}

#: What the facts of acts are called.
FACT_WORDS: Mapping[str, str] = {
    "against": "V600",
    "area": "V634",
    "blob": "V601",
    "brief": "V602",
    "changed": "V603",
    "count": "V629",
    "days": "V604",
    "digest": "V605",
    "documents": "V606",
    "ends": "U705",
    "failures": "V607",
    "field": "U022",
    "file": "V608",
    "habits": "V609",
    "identifier": "U795",
    "issuer": "U794",
    "items": "V610",
    "kind": "V611",
    "label": "V612",
    "layer": "V633",
    "left_out": "V630",
    "name": "V613",
    "new": "V631",
    "number": "V614",
    "old": "U023",
    "outlines": "V632",
    "parent": "V615",
    "plan": "V616",
    "reason": "V617",
    "role": "U535",
    "sender": "V618",
    "shapes": "V619",
    "shown": "U712",
    "source": "U548",
    "summary": "V620",
    "supersedes": "V621",
    "text": "V622",
    "title": "V623",
    "token": "V635",
    "total": "V624",
    "unit": "U723",
    "version": "V625",
    "was": "V626",
    "why": "V627",
    "year": "V628",
}


def fact_words(name: str, lang: str) -> str:
    """内容用语 · What a fact of an act is called; itself where nobody has given it words."""
    return say(FACT_WORDS[name], lang) if name in FACT_WORDS else name


def verb_words(verb: str, lang: str) -> str:
    """事项用语 · What a verb is called; itself where nobody has given it words."""
    return say(VERB_WORDS[verb], lang) if verb in VERB_WORDS else verb
