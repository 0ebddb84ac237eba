//! What a card shows, as one text of markup: hundreds of cards come and go while one scrolls.

use landfall_core::model::{Day, Lang};
use landfall_core::view::{Ageing, Card, Due, Route};
use leptos_i18n::I18nContext;

use crate::i18n::{Locale, ageing_words, due_words, t_string};
use crate::store::screen::Markup;
use crate::ui::IconName;

/// What a card needs to put itself into words.
#[derive(Clone, Copy)]
pub struct Words {
    pub i18n: I18nContext<Locale>,
    pub lang: Lang,
    pub today: Day,
}

/// The inside of a card; `menu` with its button, which a card that hangs from the pointer does not have.
pub fn card_face(card: &Card, words: Words, menu: bool) -> Markup {
    let mut face = Markup::default();
    face.fixed(r#"<div class="card__head">"#);
    title(&mut face, card);
    if card.published {
        published(&mut face, card, words);
        return face;
    }
    if let Some((disc, name)) = &card.officer {
        let said = t_string!(words.i18n, board.officer_is, name = name.as_str());
        face.fixed(r#"<span class="disc" role="img" title=""#).text(name).fixed(r#"" aria-label=""#).text(&said);
        face.fixed(r#"">"#).text(disc).fixed("</span>");
    }
    face.fixed(r#"</div><p class="card__facts">"#);
    for fact in [&card.company, &card.industry, &card.zone] {
        if !fact.is_empty() {
            face.fixed("<span>").text(fact).fixed("</span>");
        }
    }
    let tone = tone(card.ageing);
    // A rule's own width: a style attribute is forbidden, and a drawing takes the browser longer than the rest of the card.
    face.fixed(r#"</p><div class="waterline" aria-hidden="true" data-tone=""#).text(tone);
    face.fixed(r#""><hr class="waterline__fill" width=""#).text(&card.waterline.to_string());
    // What is not known has its element all the same: cards of the same shape change their texts only.
    face.fixed(r#"%"></div><p class="card__row"><span class="card__next" data-known=""#);
    face.text(if card.next_step.is_empty() { "false" } else { "true" }).fixed(r#"">"#);
    face.text(if card.next_step.is_empty() { t_string!(words.i18n, board.no_next_step) } else { &card.next_step });
    face.fixed(r#"</span><span class="card__due" data-due=""#).text(card.due.map_or("", due_tone)).fixed(r#"">"#);
    face.text(&card.due.map(|due| due_words(words.i18n, words.lang, due, words.today)).unwrap_or_default());
    face.fixed(r#"</span></p><p class="card__blocker">"#);
    if let Some(kind) = &card.blocker {
        face.text(&t_string!(words.i18n, board.blocker, kind = kind.as_str()));
    } else {
        face.text("");
    }
    face.fixed("</p>");
    face.fixed(r#"<p class="card__foot"><span class="card__ageing" data-tone=""#).text(tone).fixed(r#"">"#);
    face.text(&ageing_words(words.i18n, card.ageing)).fixed(r#"</span><span class="card__amount">"#);
    face.text(&card.amount).fixed("</span></p>");
    if menu {
        let move_to = t_string!(words.i18n, board.move_to);
        face.fixed(r#"<button class="card__move" type="button" aria-haspopup="menu" data-move="" id="move-"#)
            .text(card.id.as_str())
            .fixed(r#"" title=""#)
            .text(move_to)
            .fixed(r#"" aria-label=""#)
            .text(move_to)
            .fixed(" ")
            .text(&card.title)
            .fixed(r#""></button>"#);
    }
    face
}

fn title(face: &mut Markup, card: &Card) {
    if card.code.is_empty() {
        face.fixed(r#"<span class="card__title">"#).text(&card.title).fixed("</span>");
    } else {
        face.fixed(r#"<a class="card__title" draggable="false" href=""#).text(&Route::Lead(card.code.clone()).href());
        face.fixed(r#"">"#).text(&card.title).fixed("</a>");
    }
}

fn published(face: &mut Markup, card: &Card, words: Words) {
    face.fixed(r#"</div><p class="card__facts"><span>"#).text(&card.company).fixed("</span></p>");
    face.fixed(r#"<p class="card__foot"><span class="card__tags">"#);
    for tag in &card.tags {
        face.fixed(r#"<span class="tag">"#).text(tag).fixed("</span>");
    }
    face.fixed(r#"</span><span class="card__published">"#);
    icon(face, IconName::Eye, "16");
    face.text(t_string!(words.i18n, board.published)).fixed("</span></p>");
}

fn icon(face: &mut Markup, name: IconName, size: &'static str) {
    face.fixed(r#"<svg class="icon" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" width=""#)
        .fixed(size)
        .fixed(r#"" height=""#)
        .fixed(size)
        .fixed(r#"">"#)
        .fixed(name.drawing())
        .fixed("</svg>");
}

fn tone(ageing: Ageing) -> &'static str {
    match ageing {
        Ageing::InStage(_) => "calm",
        Ageing::Stale(_) | Ageing::Explained(_) => "warn",
        Ageing::Unexplained(_) => "caution",
    }
}

fn due_tone(due: Due) -> &'static str {
    match due {
        Due::Overdue(_) => "overdue",
        Due::Today => "today",
        Due::Tomorrow | Due::On(_) => "later",
    }
}
