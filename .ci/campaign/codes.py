"""Mistakes in codes, identifiers, addresses and files."""

from kinds import kind
from page import HERE, Unsuitable


@kind("unknown-country")
def country_of_no_list(page):
    return page.value("country", page.facts.first, page.random.choice(["UK", "JA", "QZ"]))


@kind("country-ceased")
def country_that_is_no_more(page):
    return page.value("country", page.facts.first, page.random.choice(["SU", "YU", "DD", "CS", "ZR"]))


@kind("unknown-language")
def language_of_no_list(page):
    return page.value("language", page.facts.source, page.random.choice(["cn", "jp", "en-UK"]))


@kind("deprecated-language")
def language_tag_of_old(page):
    return page.value("language", page.facts.source, page.random.choice(["iw", "in", "ji", "mo"]))


@kind("invalid-url")
def address_that_is_none(page):
    return page.value("url", page.facts.source3, page.random.choice(["https//paper.example/1", "http://[::1/x", "https://ex%zzample/", "www.paper.example"]))


@kind("identifier-malformed")
def check_digit_of_orcid(page):
    old = page.facts.orcid
    return page.swap(old, old[:5] + str((int(old[5]) + 1) % 10) + old[6:])


@kind("identifier-malformed")
def number_without_its_letter(page):
    return page.swap(page.facts.qid, page.facts.qid[1:])


def with_file(page):
    """The text in which the third source has a file."""
    if page.spelling != "xml":
        return page.add("file", page.facts.source3, "paper.txt")
    return page.insert(page.find("</rights>", page.at(page.facts.source3)) + 9, f"<file>{HERE}paper.txt</file>")


@kind("source-file-missing")
def file_not_there(page):
    return with_file(page)


@kind("source-not-utf8")
def file_of_latin_1(page):
    return with_file(page), {"paper.txt": b"caf\xe9"}


@kind("unknown-country")
def country_of_a_place(page):
    return page.value("country", page.search(r"place").start() if page.spelling != "xml" else page.find("<place"), "UK")


@kind("unknown-language")
def authentic_in_no_language(page):
    if page.facts.both:
        raise Unsuitable
    if page.spelling == "json":
        return page.insert(page.field("language").end, f', "authentic": ["{page.facts.language}", {HERE}"jp"]')
    if page.spelling == "xml":
        return page.insert(page.field("language").end + 1, f' authentic="{page.facts.language} {HERE}jp"')
    return page.insert(page.field("language").end, f"\nauthentic: [{page.facts.language}, {HERE}jp]")


@kind("identifier-malformed")
def doi_without_its_prefix(page):
    return page.swap(page.facts.doi, page.facts.doi.replace("10.", "11."))


@kind("invalid-url")
def address_with_two_schemes(page):
    return page.value("url", page.facts.source3, "http://https://paper.example/1")


@kind("invalid-url")
def concept_without_host(page):
    return page.value("match", page.facts.wide, "https:///topic")
