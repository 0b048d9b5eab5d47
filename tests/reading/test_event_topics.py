"""Articles whose subject keeps their words from naming events."""

from rawi.model import Report, make_document
from rawi.reading.reports import read_report

MATCH = (
    "فاز المنتخب في المباراة بعد هجوم قاده اللاعب البديل، وسجل المدرب اعتراضه على الحكم. "
    "وقصف المهاجم المرمى بقذيفة سكنت الشباك في الشوط الثاني، وحاصر لاعبو النادي مرمى الضيوف حتى "
    "نهاية المباراة على ملعب المدينة."
)
BLAST = (
    "قتل ثلاثة في تفجير انتحاري قرب ملعب المدينة قبل مباراة في كرة القدم، وأصيب عشرات. "
    "وأعلنت الشرطة أن مسلحين هاجموا حافلة كانت تقل جنودا إلى الملعب."
)
OPINION = (
    "لماذا نخاف من الحرب؟ وهل ننسى أن المعركة الحقيقية هي معركة الوعي؟ يجب علينا أن نقول لا، "
    "وينبغي لنا أن نواجه العدوان بالعلم. كيف نبني الأمة؟ نحن نريد السلام، لكن الاحتلال يغزو. "
)


def read(text: str) -> Report:
    return read_report(make_document(text, published="2020-03-06"))


def test_events_of_sport_are_none_and_counted():
    report = read(MATCH)
    assert report.events == ()
    assert report.skipped["event_in_sport"] > 0


def test_events_at_stadium_are_events():
    report = read(BLAST)
    assert {"bombing", "attack"} <= {event.type for event in report.events}
    assert "event_in_sport" not in report.skipped


def test_events_of_opinion_are_those_with_date_toll_or_sides():
    report = read(OPINION)
    assert report.events == ()
    assert report.skipped["event_too_general"] > 0
    told = read(OPINION * 3 + " في الخامس من مارس 2019 قصفت طائرات مدينة درنة.")
    assert [event.type for event in told.events] == ["airstrike"]


def test_headlines_on_sport_below_an_article_leave_its_events():
    below = "\n\n" + "الفريق يفوز في مباراة الذهاب والمدرب يشيد باللاعب\n\n" * 6
    long = (
        "نفذت قوة مجهولة عملية دهم فجر الخميس قرب القرية الحدودية وسمعت أصوات قصف من طائرات. " * 5
    )
    assert read(long + below).events


BODY = "قصفت طائرات مجهولة قرية الرملة مساء الخميس.\n\nوقال سكان إن أربعة بيوت تهدمت في القرية.\n\n"
LINKS = "مسلحون يهاجمون حاجزا قرب الوادي...\n\nاختتام معرض الكتاب في العاصمة"


def test_headlines_of_other_articles_below_a_text_tell_no_event():
    report = read(BODY + LINKS)
    assert {event.type for event in report.events} == {"airstrike", "destruction"}
    assert report.skipped["event_in_links"] == 1


def test_keywords_below_a_text_tell_no_event():
    tagged = read(BODY.strip() + " سمات اشتباكات القرية")
    assert {event.type for event in tagged.events} == {"airstrike", "destruction"}
    told = read(BODY.strip() + " وكانت سمات اللقاء في القرية واضحة.")
    assert "event_in_links" not in told.skipped


def test_last_line_of_an_article_tells_events():
    stopped = read(BODY + "وهاجم مسلحون حاجزا قرب الوادي في الليلة نفسها.")
    asking = read(BODY + "فمن هاجم الحاجز قرب الوادي في الليلة نفسها؟")
    headlines = read(LINKS)
    for report in (stopped, asking, headlines):
        assert "attack" in {event.type for event in report.events}
        assert "event_in_links" not in report.skipped


def test_what_somebody_only_aims_at_is_no_event():
    aim = "شنت القوات حملة عسكرية قرب درنة أمس بهدف القضاء على مسلحي التنظيم وتدمير معسكراتهم."
    done = "تمكنت القوات في حملة عسكرية قرب درنة أمس من القضاء على ثلاثة مسلحين وتدمير معسكر."
    assert {event.type for event in read(aim).events} == {"operation"}
    assert {event.type for event in read(done).events} == {"operation", "killing", "destruction"}
