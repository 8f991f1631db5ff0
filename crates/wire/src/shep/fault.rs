use super::Code;

/// A message that does not speak the protocol: answered by a SOAP fault. What the rules refuse is no
/// fault but a response with its status code.
///
/// The text names places and limits, never a value from the message.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShepFault {
    /// Not well-formed XML in UTF-8.
    #[error("not well-formed XML: {0}")]
    NotXml(&'static str),
    /// Something that SOAP forbids: a DTD, a processing instruction, an entity.
    #[error("{0}: not allowed in a SOAP message")]
    Forbidden(&'static str),
    /// Beyond a limit.
    #[error("{0}: beyond the limit of this service")]
    TooLarge(&'static str),
    /// Not an envelope with one operation of this channel in its body.
    #[error("not a SOAP 1.1 envelope with exactly one operation of this channel")]
    NotSendMessage,
    /// A header entry that must be understood, and is not.
    #[error("a header entry must be understood and is not")]
    MustUnderstand,
    /// A required element is absent or empty.
    #[error("`{0}` is missing or empty")]
    Missing(String),
    /// An element that stands there twice.
    #[error("`{0}` stands there twice")]
    Twice(String),
    /// An element that the schema does not know, or that carries a namespace where it must not.
    #[error("`{0}` is unknown here: the children of an operation are the schema's, without a namespace")]
    Unknown(String),
    /// A value of the wrong shape.
    #[error("`{0}` does not have the form that the schema asks for")]
    Invalid(String),
    /// The payload's `xsi:type` is not the one of this service.
    #[error("`{0}` is of another type than this service takes")]
    WrongType(String),
    /// The service does not take the message, for the reason of this code; the asynchronous channel's answers
    /// have no status that could tell it.
    #[error("not taken: {}", .0.as_str())]
    Refused(Code),
    /// The envelope's signature is missing or wrong: the code, and the key of the reason.
    #[error("the envelope's signature: {1}")]
    Seal(Code, &'static str),
    /// We failed; nothing was taken, and the same message may be sent again.
    #[error("the service failed; nothing was taken, send it again later")]
    Internal,
}

impl ShepFault {
    /// Its code, as `errorCode` carries it.
    pub fn code(&self) -> Code {
        match self {
            Self::NotXml(_) | Self::Forbidden(_) => Code::NotXml,
            Self::TooLarge(_) => Code::BeyondLimit,
            Self::NotSendMessage => Code::NotSendMessage,
            Self::MustUnderstand => Code::HeaderNotUnderstood,
            Self::Missing(_) | Self::Twice(_) | Self::Unknown(_) | Self::Invalid(_) | Self::WrongType(_) => Code::FieldWrong,
            Self::Refused(code) | Self::Seal(code, _) => *code,
            Self::Internal => Code::Internal,
        }
    }

    /// The element concerned, as a path below `request`, where there is one; `errorData` carries it.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Missing(at) | Self::Twice(at) | Self::Unknown(at) | Self::Invalid(at) | Self::WrongType(at) => Some(at),
            _ => None,
        }
    }

    /// The name of its message for people, in `gateway.ftl`; argument `field`.
    pub fn key(&self) -> &'static str {
        self.code().key()
    }

    /// SOAP's own kind of fault.
    pub(super) fn soap_code(&self) -> &'static str {
        match self {
            Self::MustUnderstand => "MustUnderstand",
            Self::Internal => "Server",
            _ => "Client",
        }
    }
}
