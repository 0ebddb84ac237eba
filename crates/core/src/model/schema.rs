//! How a record's struct and its fields in the document belong together (SPEC R1). One macro makes the struct, the
//! list of its fields and the mapping; nothing is mapped by hand.

use serde_json::Value;

use super::{Collection, Day, Money, RecordId};

/// What a field holds. Every kind is one scalar in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Text of any length, as typed.
    Text,
    /// A whole number.
    Number,
    Flag,
    /// `YYYY-MM-DD`.
    Day,
    /// `CNY 200000000`.
    Money,
    /// The id of a record of this collection.
    Ref(Collection),
    /// The id of a term of this dictionary.
    Term(&'static str),
    /// The id of a record of any collection.
    AnyRef,
}

/// One field of a collection's records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldSpec {
    pub name: &'static str,
    pub kind: FieldKind,
}

/// A type a field can have: its value in the document and back.
pub trait FieldType: Sized + Default {
    const KIND: FieldKind;

    /// `None` when the value is not one of this type: then the field counts as not given (SPEC R5).
    fn from_value(value: &Value) -> Option<Self>;

    /// [`Value::Null`] when empty: an empty field and an absent one are the same.
    fn to_value(&self) -> Value;
}

impl FieldType for String {
    const KIND: FieldKind = FieldKind::Text;

    fn from_value(value: &Value) -> Option<Self> {
        value.as_str().map(str::to_owned)
    }

    fn to_value(&self) -> Value {
        if self.is_empty() { Value::Null } else { Value::from(self.as_str()) }
    }
}

impl FieldType for bool {
    const KIND: FieldKind = FieldKind::Flag;

    fn from_value(value: &Value) -> Option<Self> {
        value.as_bool()
    }

    fn to_value(&self) -> Value {
        if *self { Value::Bool(true) } else { Value::Null }
    }
}

/// Zero is a number like any other: what is not given is `None`.
impl FieldType for Option<i64> {
    const KIND: FieldKind = FieldKind::Number;

    fn from_value(value: &Value) -> Option<Self> {
        value.as_i64().map(Some)
    }

    fn to_value(&self) -> Value {
        self.map_or(Value::Null, Value::from)
    }
}

/// A number whose absence is zero: an order, a time.
impl FieldType for i64 {
    const KIND: FieldKind = FieldKind::Number;

    fn from_value(value: &Value) -> Option<Self> {
        value.as_i64()
    }

    fn to_value(&self) -> Value {
        if *self == 0 { Value::Null } else { Value::from(*self) }
    }
}

impl FieldType for Option<Day> {
    const KIND: FieldKind = FieldKind::Day;

    fn from_value(value: &Value) -> Option<Self> {
        value.as_str()?.parse().ok().map(Some)
    }

    fn to_value(&self) -> Value {
        self.map_or(Value::Null, |day| Value::from(day.to_string()))
    }
}

impl FieldType for Option<Money> {
    const KIND: FieldKind = FieldKind::Money;

    fn from_value(value: &Value) -> Option<Self> {
        Money::from_stored(value.as_str()?).map(Some)
    }

    fn to_value(&self) -> Value {
        self.map_or(Value::Null, |money| Value::from(money.to_string()))
    }
}

impl FieldType for RecordId {
    const KIND: FieldKind = FieldKind::AnyRef;

    fn from_value(value: &Value) -> Option<Self> {
        value.as_str().map(RecordId::from)
    }

    fn to_value(&self) -> Value {
        if self.is_empty() { Value::Null } else { Value::from(self.as_str()) }
    }
}

/// A record as the program sees it: a struct whose fields are the record's fields.
pub trait Record: Default + Clone + PartialEq + 'static {
    const COLLECTION: Collection;
    const FIELDS: &'static [FieldSpec];

    /// Sets the field of this name, if there is one and the value is one of its type.
    fn set(&mut self, field: &str, value: &Value);

    /// Every field with a value, in order of [`Record::FIELDS`]; empty ones left out.
    fn values(&self) -> Vec<(&'static str, Value)>;

    /// Deleting is a field, so that a concurrent edit survives it (SPEC R4).
    fn removed(&self) -> bool;
}

/// The kind of a field: what is said behind `=>`, else its type's own.
macro_rules! field_kind {
    ($type:ty) => {
        <$type as $crate::model::schema::FieldType>::KIND
    };
    ($type:ty, $kind:expr) => {
        $kind
    };
}
pub(crate) use field_kind;

/// Makes record structs. Each also gets `sample` (invented data, shown with its mark wherever it appears) and
/// `removed` (SPEC R4); `with` adds what is derived from a record and kept beside it.
macro_rules! records {
    ($(
        $(#[$meta:meta])*
        $name:ident in $collection:ident $(with $slot:ident: $slot_type:ty)? {
            $($(#[$field_meta:meta])* $field:ident: $type:ty $(=> $kind:expr)?,)*
        }
    )*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $type,)*
            /// Invented data: shown with its mark wherever it appears.
            pub sample: bool,
            pub removed: bool,
            $(/// Derived, no field of the record.
            pub $slot: $slot_type,)?
        }

        impl $crate::model::Record for $name {
            const COLLECTION: $crate::model::Collection = $crate::model::Collection::$collection;
            const FIELDS: &'static [$crate::model::FieldSpec] = &[
                $($crate::model::FieldSpec {
                    name: stringify!($field),
                    kind: $crate::model::schema::field_kind!($type $(, $kind)?),
                },)*
                $crate::model::FieldSpec { name: "sample", kind: $crate::model::FieldKind::Flag },
                $crate::model::FieldSpec { name: "removed", kind: $crate::model::FieldKind::Flag },
            ];

            fn set(&mut self, field: &str, value: &serde_json::Value) {
                use $crate::model::schema::FieldType;
                match field {
                    $(stringify!($field) => self.$field = FieldType::from_value(value).unwrap_or_default(),)*
                    "sample" => self.sample = FieldType::from_value(value).unwrap_or_default(),
                    "removed" => self.removed = FieldType::from_value(value).unwrap_or_default(),
                    _ => {}
                }
            }

            fn values(&self) -> Vec<(&'static str, serde_json::Value)> {
                use $crate::model::schema::FieldType;
                let all = [
                    $((stringify!($field), self.$field.to_value()),)*
                    ("sample", self.sample.to_value()),
                    ("removed", self.removed.to_value()),
                ];
                all.into_iter().filter(|(_, value)| !value.is_null()).collect()
            }

            fn removed(&self) -> bool {
                self.removed
            }
        }
    )*};
}
pub(crate) use records;
