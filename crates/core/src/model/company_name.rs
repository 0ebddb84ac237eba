//! What two spellings of one company's name have in common (SPEC CO1–CO3).

use super::half_width;
use super::traditional::simplified;

/// Legal forms at the end of a Chinese (or Japanese) name, the longer before the shorter they end with.
const CHINESE_FORMS: [&str; 12] = [
    "股份有限公司",
    "有限责任公司",
    "有限合伙企业",
    "株式会社",
    "有限会社",
    "合同会社",
    "有限公司",
    "有限合伙",
    "集团公司",
    "总公司",
    "集团",
    "公司",
];

/// What also stands before a Japanese name.
const LEADING_FORMS: [&str; 3] = ["株式会社", "有限会社", "合同会社"];

/// A branch is not the company it belongs to.
const BRANCHES: [&str; 2] = ["分公司", "子公司"];

/// Legal forms as last words of a name in Latin letters, without their points.
const LATIN_FORMS: [&str; 34] = [
    "co",
    "ltd",
    "coltd",
    "inc",
    "corp",
    "corporation",
    "incorporated",
    "limited",
    "company",
    "llc",
    "llp",
    "lp",
    "plc",
    "gmbh",
    "gmbhco",
    "mbh",
    "kgaa",
    "pte",
    "pty",
    "sdn",
    "bhd",
    "sarl",
    "sas",
    "srl",
    "spa",
    "bvba",
    "aps",
    "oyj",
    "kabushikikaisha",
    "pteltd",
    "ptyltd",
    "holding",
    "holdings",
    "group",
];

/// Forms so short that they are a name's own letters unless words in Latin letters stand before them.
const SHORT_FORMS: [&str; 8] = ["ag", "sa", "bv", "kk", "nv", "kg", "oy", "se"];

/// A name as it is compared where legal form and script do not count: half-width, lower case, simplified characters, without
/// spaces, punctuation and the legal forms at its end. Places in brackets stay: 示例（北京） is not 示例（上海）. A name that is only
/// a legal form stays as it is.
pub fn normal_name(name: &str) -> String {
    let mut now = without_form(name);
    // What was parted by a point or a space may be a form once it is together.
    loop {
        let next = without_form(&now);
        if next == now {
            return now;
        }
        now = next;
    }
}

fn without_form(name: &str) -> String {
    let words = words(name);
    let whole = words.concat();
    let mut left: Vec<&str> = words.iter().map(String::as_str).collect();
    while shorten(&mut left) {}
    let core = left.concat();
    let only_form = CHINESE_FORMS.contains(&core.as_str()) || LATIN_FORMS.contains(&core.as_str());
    if core.is_empty() || only_form { whole } else { core }
}

/// The words of a name: runs of letters and digits. Chinese is apart from others, and nothing parts Chinese from Chinese.
fn words(name: &str) -> Vec<String> {
    let plain: String = name.chars().map(half_width).flat_map(char::to_lowercase).map(simplified).collect();
    // The short forms of a Japanese company.
    let plain: Vec<char> = plain.replace('㈱', "株式会社").replace("(株)", "株式会社").chars().collect();
    let mut words: Vec<String> = Vec::new();
    let mut parted = true;
    for (at, c) in plain.iter().copied().enumerate() {
        let digit = |at: Option<usize>| at.and_then(|at| plain.get(at)).is_some_and(char::is_ascii_digit);
        let decimal = c == '.' && digit(at.checked_sub(1)) && digit(Some(at + 1));
        if !c.is_alphanumeric() && !decimal {
            // The points of S.p.A. and the apostrophe of L'Oréal part no words.
            parted |= !['.', '\'', '’'].contains(&c);
            continue;
        }
        let chinese = is_chinese(c);
        let goes_on =
            |word: &&mut String| word.chars().last().is_some_and(is_chinese) == chinese && (chinese || !parted);
        match words.last_mut().filter(goes_on) {
            Some(word) => word.push(c),
            None => words.push(c.to_string()),
        }
        parted = false;
    }
    words
}

pub(super) fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Takes one legal form off the end (a Japanese one off the front, too); says whether there was one.
fn shorten(words: &mut Vec<&str>) -> bool {
    let Some(last) = words.last().copied() else { return false };
    let short = || {
        let before = words.len().checked_sub(2).and_then(|at| words.get(at));
        SHORT_FORMS.contains(&last) && before.is_some_and(|word| !word.chars().any(is_chinese))
    };
    if LATIN_FORMS.contains(&last) || short() {
        // What would be left of "Company" or "AG & Co." is no name.
        if words.len() == 1 {
            return false;
        }
        words.pop();
        return true;
    }
    let form = CHINESE_FORMS.iter().find_map(|form| last.strip_suffix(form));
    if let Some(rest) = form.filter(|_| !BRANCHES.iter().any(|branch| last.ends_with(branch))) {
        if words.len() == 1 && rest.is_empty() {
            return false;
        }
        words.pop();
        if !rest.is_empty() {
            words.push(rest);
        }
        return true;
    }
    let leading = words.first().and_then(|first| LEADING_FORMS.iter().find_map(|form| first.strip_prefix(form)));
    match leading {
        Some("") if words.len() > 1 => {
            words.remove(0);
            true
        }
        Some(rest) if !rest.is_empty() => {
            if let Some(first) = words.first_mut() {
                *first = rest;
            }
            true
        }
        _ => false,
    }
}
