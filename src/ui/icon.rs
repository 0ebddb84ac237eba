use leptos::prelude::*;

/// The icons: a 20-unit grid, 1.5 stroke, round caps, the text's own colour. One icon has one meaning, and
/// always a word or a label beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IconName {
    Anchor,
    Arrow,
    Board,
    Boat,
    Check,
    Close,
    Company,
    Down,
    Eye,
    Filter,
    Flag,
    Left,
    Mail,
    Menu,
    Merge,
    Moon,
    More,
    Note,
    Offline,
    Person,
    Phone,
    Plus,
    Print,
    Qr,
    Right,
    River,
    Rock,
    Saved,
    Search,
    Sun,
    Archive,
    Copy,
    Download,
    Edit,
    Trash,
    Undo,
    ZoomIn,
    ZoomOut,
    Up,
    Bookmark,
    Care,
    Columns,
    Drag,
    External,
    Keyboard,
    Link,
    Lock,
    Money,
    Policy,
    Premises,
    Gear,
    Sort,
    Table,
    Today,
}

impl IconName {
    /// What stands inside the `<svg>` of [`Icon`].
    pub fn drawing(self) -> &'static str {
        match self {
            Self::Anchor => {
                r#"<circle cx="10" cy="4.5" r="1.8"/><path d="M10 6.3V17M6.5 9h7M3.5 11.5c0 3.2 2.8 5.5 6.5 5.5s6.5-2.3 6.5-5.5M3.5 11.5 2.4 13.4M3.5 11.5l1.9 1.2M16.5 11.5l1.1 1.9M16.5 11.5l-1.9 1.2"/>"#
            }
            Self::Arrow => r#"<path d="M4 10h12M11.5 5.5 16 10l-4.5 4.5"/>"#,
            Self::Board => r#"<path d="M3 4h3.600v11H3zM8.2 4h3.600v6.500H8.200zM13.4 4H17v9h-3.600z"/>"#,
            Self::Boat => r#"<path d="M9.5 3v9M9.5 4l5.5 7.500H9.500M9.5 6 5.5 11.500h4M3 14h14l-2 3H5z"/>"#,
            Self::Check => r#"<path d="m4 10.5 4 4 8-9"/>"#,
            Self::Close => r#"<path d="m5 5 10 10M15 5 5 15"/>"#,
            Self::Company => {
                r#"<path d="M3.5 17V4.500L11 3v14M11 8l5.5 1.500V17M2.5 17h15M6 7.500h2.500M6 10.500h2.500M6 13.500h2.500M13.5 12v.01M13.5 14.500v.01"/>"#
            }
            Self::Down => r#"<path d="m5.5 8 4.5 4.500L14.5 8"/>"#,
            Self::Eye => {
                r#"<path d="M2.5 10S5.2 5 10 5s7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5z"/><circle cx="10" cy="10" r="2.2"/>"#
            }
            Self::Filter => r#"<path d="M3 5.500h14M5.5 10h9M8 14.500h4"/>"#,
            Self::Flag => r#"<path d="M5 17.500V3M5 4h10.500l-2.5 3.5 2.5 3.500H5"/>"#,
            Self::Left => r#"<path d="M12 5.5 7.5 10l4.5 4.5"/>"#,
            Self::Mail => r#"<path d="M2.5 4.500h15v11h-15zM2.5 5.5 10 11l7.5-5.5"/>"#,
            Self::Menu => r#"<path d="M3 5.500h14M3 10h14M3 14.500h14"/>"#,
            Self::Merge => r#"<path d="M5 3v2.500c0 3 5 3.5 5 6.500v5M15 3v2.500c0 3-5 3.5-5 6.5"/>"#,
            Self::Moon => r#"<path d="M16.5 11.800A7 7 0 0 1 8.2 3.500a7 7 0 1 0 8.3 8.300z"/>"#,
            Self::More => r#"<path d="M4.5 10v.01M10 10v.01M15.5 10v.01" stroke-width="2.2"/>"#,
            Self::Note => r#"<path d="M3.5 3.500h13v8.500l-4.5 4.500h-8.500zM16.5 12H12v4.500M6.5 7h7M6.5 10h4"/>"#,
            Self::Offline => {
                r#"<path d="M3 3.5 17 17M2.5 8.500a11 11 0 0 1 3.2-2.100M8.7 5.200A11 11 0 0 1 17.5 8.500M5.3 11.600a7 7 0 0 1 3.2-1.900M12.3 10.100a7 7 0 0 1 2.4 1.500M8.2 14.500a3 3 0 0 1 2.300-.8M10 16.500v.01"/>"#
            }
            Self::Person => r#"<circle cx="10" cy="6.5" r="3"/><path d="M4 17c0-3.5 2.5-5.5 6-5.500s6 2 6 5.5"/>"#,
            Self::Phone => {
                r#"<path d="M4 3.500h3l1.5 4-2 1.500a9 9 0 0 0 4.5 4.500l1.5-2 4 1.500v3c0 .6-.5 1-1 1C8.5 17 3 11.5 3 4.500c0-.5.4-1 1-1z"/>"#
            }
            Self::Plus => r#"<path d="M10 4v12M4 10h12"/>"#,
            Self::Print => r#"<path d="M6 7V3h8v4M6 14H3V7h14v7h-3M6 11.500h8V17H6z"/>"#,
            Self::Qr => {
                r#"<path d="M3 3h5.500v5.500H3zM11.500 3H17v5.500h-5.500zM3 11.500h5.500V17H3zM11.500 11.500v2.500M14.500 11.500H17v2.500M11.500 17h2M16 16.500V17h1M14 14.200v.01"/>"#
            }
            Self::Right => r#"<path d="M8 5.5 12.5 10 8 14.5"/>"#,
            Self::River => {
                r#"<path d="M2.5 6c2.5-2 5 1.5 7.5 0s5-2 7.5 0M2.5 12.500h15M5.5 12.500V9.500M10 12.500V8.500M14.5 12.500V9.500M5.5 15.500h.01M10 15.500h.01M14.5 15.500h.01"/>"#
            }
            Self::Rock => {
                r#"<circle cx="10" cy="10" r="7" stroke-dasharray="2.2 2.2"/><path d="M10 6.800v6.400M6.8 10h6.4"/>"#
            }
            Self::Saved => {
                r#"<path d="M3.5 3.500h10.500l2.5 2.500v10.500h-13zM6.5 3.500v4h6v-4M6 16.500v-5.500h8v5.5"/>"#
            }
            Self::Search => r#"<circle cx="8.8" cy="8.8" r="5.3"/><path d="m12.8 12.8 4.2 4.2"/>"#,
            Self::Sun => {
                r#"<circle cx="10" cy="10" r="3.3"/><path d="M10 2.500v1.700M10 15.800v1.700M2.5 10h1.700M15.8 10h1.700M4.7 4.700l1.2 1.200M14.1 14.100l1.2 1.200M4.7 15.300l1.2-1.200M14.1 5.900l1.2-1.2"/>"#
            }
            Self::Archive => r#"<path d="M3 4h14v3.500H3zM4.5 7.500V16.500h11V7.500M8 10.500h4"/>"#,
            Self::Copy => r#"<path d="M7 7h9.500v9.500H7zM13 7V3.500H3.500V13H7"/>"#,
            Self::Download => r#"<path d="M10 3v9.500M6 8.5l4 4 4-4M4 16.500h12"/>"#,
            Self::Edit => r#"<path d="M4 16l.8-3.500L13.500 3.800l2.700 2.700-8.700 8.700zM11.5 5.800l2.700 2.700"/>"#,
            Self::Trash => r#"<path d="M3.5 5.500h13M8 5.500V3.500h4v2M5 5.500l.8 11.500h8.400L15 5.5"/>"#,
            Self::ZoomIn => {
                r#"<circle cx="8.8" cy="8.8" r="5.3"/><path d="m12.8 12.8 4.2 4.2M8.8 6.300v5M6.3 8.800h5"/>"#
            }
            Self::ZoomOut => r#"<circle cx="8.8" cy="8.8" r="5.3"/><path d="m12.8 12.8 4.2 4.2M6.3 8.800h5"/>"#,
            Self::Up => r#"<path d="m5.5 12.500 4.5-4.500 4.500 4.500"/>"#,
            Self::Bookmark => r#"<path d="M5.5 3.500h9v13.500l-4.500-3.500-4.500 3.500z"/>"#,
            Self::Care => {
                r#"<path d="M4 12V10a6 6 0 0 1 12 0v2M4 11h2.500v4H4zM13.500 11H16v4h-2.500zM16 15c0 1.500-1.500 2.500-4 2.500"/>"#
            }
            Self::Columns => r#"<path d="M3 4h14v12H3zM7.700 4v12M12.300 4v12"/>"#,
            Self::Drag => {
                r#"<path d="M7.500 5v.01M12.500 5v.01M7.500 10v.01M12.500 10v.01M7.500 15v.01M12.500 15v.01" stroke-width="2.2"/>"#
            }
            Self::External => r#"<path d="M11.500 3.500h5v5M16.500 3.500 9.500 10.500M14 11.500v5H3.500V6h5"/>"#,
            Self::Keyboard => {
                r#"<path d="M2.500 5h15v10h-15zM5.500 8v.01M8.500 8v.01M11.500 8v.01M14.500 8v.01M6 12h8"/>"#
            }
            Self::Link => {
                r#"<path d="M8.500 11.500a3 3 0 0 0 4.300 0l2.700-2.700a3 3 0 0 0-4.300-4.300l-1 1M11.500 8.500a3 3 0 0 0-4.300 0l-2.700 2.700a3 3 0 0 0 4.300 4.300l1-1"/>"#
            }
            Self::Lock => r#"<path d="M4.500 9h11v8h-11zM7 9V6.500a3 3 0 0 1 6 0V9"/>"#,
            Self::Money => {
                r#"<circle cx="10" cy="10" r="7"/><path d="M7 6l3 4 3-4M10 10v4.500M7.500 10.500h5M7.500 12.500h5"/>"#
            }
            Self::Policy => {
                r#"<path d="M5 3.500h8.500v13H7a2 2 0 0 1-2-2zM13.500 12.500h3v2a2 2 0 0 1-2 2H7M7.500 6.500h3.500M7.500 9.500h3.500"/>"#
            }
            Self::Premises => r#"<path d="M3 9 10 3.500 17 9M4.500 8v8.500h11V8M8 16.500V11.500h4v5"/>"#,
            Self::Gear => {
                r#"<circle cx="10" cy="10" r="2.6"/><path d="M10 2.500v2.500M10 15v2.500M2.500 10H5M15 10h2.500M4.700 4.700l1.700 1.700M13.600 13.600l1.700 1.700M4.700 15.300l1.700-1.700M13.600 6.400l1.700-1.700"/>"#
            }
            Self::Sort => r#"<path d="M6.500 16V4M3.500 7l3-3 3 3M13.500 4v12M10.500 13l3 3 3-3"/>"#,
            Self::Table => r#"<path d="M3 4h14v12H3zM3 8h14M3 12h14M8 8v8"/>"#,
            Self::Today => r#"<circle cx="10" cy="10" r="7"/><path d="M10 6v4l2.500 2"/>"#,
            Self::Undo => r#"<path d="M7 4 3.5 7.5 7 11M3.5 7.500h8a4.5 4.5 0 0 1 0 9H8"/>"#,
        }
    }
}

/// One icon, decorative: the word beside it, or the label of its button, says what it means.
#[component]
pub fn Icon(
    name: IconName,
    /// Edge in CSS pixels: 16 in the workspace, 18–22 for visitors.
    #[prop(default = 16)]
    size: u32,
) -> impl IntoView {
    view! {
        <svg
            class="icon" width=size height=size viewBox="0 0 20 20" fill="none" stroke="currentColor"
            stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"
            inner_html=name.drawing()
        ></svg>
    }
}

/// The seal: a vermilion square with mast, yard and wave.
#[component]
pub fn Seal(
    /// Edge in CSS pixels, 22–32.
    #[prop(default = 28)]
    size: u32,
) -> impl IntoView {
    view! {
        <svg class="seal" width=size height=size viewBox="0 0 28 28" aria-hidden="true">
            <rect class="seal__ground" width="28" height="28" rx="3.5" />
            <g class="seal__mark" fill="none" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round">
                <circle class="seal__head" cx="14" cy="7.4" r="1.7" />
                <path d="M14 9V18.500M9.3 12H18.7" />
                <path d="M6 20.300c1.9-1.5 3.3-1.5 5.3 0s3.4 1.5 5.4 0 3.4-1.5 5.3 0" />
            </g>
        </svg>
    }
}
