use super::xml::{Element, parse};
use super::{Answer, FaultInfo, Property, Response, SOAP, SYNC, SendMessage, Sender, ShepFault, Status, WSSE, payload};
use saraptama_core::terms::{Instant, parse_instant};
use std::borrow::Cow;

pub(super) const ID_CHARS: usize = 256;
pub(super) const PROPERTIES: usize = 64;

/// Reads a request envelope.
///
/// Liberal where the gateway's clients differ: any prefix, any order, an empty `correlationId`,
/// `routeId` or `sessionId` for an absent one, `data` in any namespace, a `messageDate` without offset as
/// Kazakhstan's. Strict in the rest: unknown, double and qualified children are refused by name.
///
/// # Errors
/// The fault to answer with.
pub fn read_request(bytes: &[u8]) -> Result<SendMessage, ShepFault> {
    let root = parse(bytes)?;
    let request = body(&root)?;
    if !request.is(SYNC, "SendMessage") {
        return Err(ShepFault::NotSendMessage);
    }
    let mut fields = Fields::of(request, "")?;
    let mut request = Fields::of(fields.one("request")?, "")?;
    fields.nothing_else()?;
    let mut info = Fields::of(request.one("requestInfo")?, "requestInfo/")?;
    let mut data = Fields::of(request.one("requestData")?, "requestData/")?;
    request.nothing_else()?;

    let message_id = info.text("messageId")?;
    let correlation_id = info.optional_text("correlationId")?;
    let service_id = info.text("serviceId")?;
    let message_date = message_date(&info.text("messageDate")?).ok_or_else(|| info.invalid("messageDate"))?;
    let route_id = info.optional_text("routeId")?;
    let mut of_sender = Fields::of(info.one("sender")?, "requestInfo/sender/")?;
    let sender = Sender { id: of_sender.text("senderId")?, password: of_sender.optional_text("password")? };
    of_sender.nothing_else()?;
    let properties = info
        .all("properties", PROPERTIES)?
        .into_iter()
        .map(|one| property(one, "requestInfo/properties"))
        .collect::<Result<_, _>>()?;
    let session_id = info.optional_text("sessionId")?;
    if session_id.as_deref().is_some_and(|id| !is_guid(id)) {
        return Err(info.invalid("sessionId"));
    }
    info.nothing_else()?;

    let payload = payload::read(&service_id, &message_id, data.optional("data")?, "requestData/data")?;
    data.nothing_else()?;
    Ok(SendMessage {
        message_id,
        correlation_id,
        service_id,
        message_date,
        route_id,
        sender,
        properties,
        session_id,
        data: payload,
    })
}

/// Reads the answer to a request that had the id `message_id`.
///
/// # Errors
/// When it is neither a response nor a fault of SyncChannel v10: the outcome is then unknown, and the
/// request is sent again.
pub fn read_answer(bytes: &[u8], message_id: &str) -> Result<Answer, ShepFault> {
    let root = parse(bytes)?;
    let answer = body(&root)?;
    if answer.is(SOAP, "Fault") {
        return Ok(Answer::Fault(fault(answer)));
    }
    if !answer.is(SYNC, "SendMessageResponse") {
        return Err(ShepFault::NotSendMessage);
    }
    let mut fields = Fields::of(answer, "")?;
    let mut response = Fields::of(fields.one("response")?, "")?;
    let mut info = Fields::of(response.one("responseInfo")?, "responseInfo/")?;
    let mut status = Fields::of(info.one("status")?, "responseInfo/status/")?;
    let data = match response.optional("responseData")? {
        Some(data) => Fields::of(data, "responseData/")?.optional("data")?,
        None => None,
    };
    Ok(Answer::Response(Response {
        message_id: info.text("messageId")?,
        correlation_id: info.optional_text("correlationId")?,
        date: message_date(&info.text("responseDate")?).ok_or_else(|| info.invalid("responseDate"))?,
        status: Status { code: status.text("code")?, message: status.optional_text("message")?.unwrap_or_default() },
        session_id: info.optional_text("sessionId")?,
        data: payload::read_reply(data, message_id, "responseData/data")?,
    }))
}

/// The one element of the body; of headers that must be understood only WS-Security is let through.
pub(super) fn body(root: &Element) -> Result<&Element, ShepFault> {
    if !root.is(SOAP, "Envelope") {
        return Err(ShepFault::NotSendMessage);
    }
    let (headers, rest): (Vec<&Element>, Vec<&Element>) = root.children.iter().partition(|child| child.is(SOAP, "Header"));
    let understood = |entry: &Element| !entry.must_understand || entry.is(WSSE, "Security");
    if !headers.iter().flat_map(|header| &header.children).all(understood) {
        return Err(ShepFault::MustUnderstand);
    }
    match (headers.len(), rest.as_slice()) {
        (0 | 1, [body]) if body.is(SOAP, "Body") && body.children.len() == 1 => Ok(&body.children[0]),
        _ => Err(ShepFault::NotSendMessage),
    }
}

/// A fault as a client reads it.
pub(super) fn fault(fault: &Element) -> FaultInfo {
    let text = |of: &Element, name: &str| of.children.iter().find(|c| c.name == name).map(|c| c.text.trim().to_owned());
    let detail = fault.children.iter().find(|c| c.name == "detail").and_then(|detail| detail.children.first());
    let of_detail = |name| detail.and_then(|info| text(info, name));
    let soap_code = text(fault, "faultcode").unwrap_or_default();
    FaultInfo {
        soap_code: soap_code.rsplit(':').next().unwrap_or_default().to_owned(),
        error_code: of_detail("errorCode"),
        message: of_detail("errorMessage").or_else(|| text(fault, "faultstring")).unwrap_or_default(),
        data: of_detail("errorData"),
    }
}

/// A property; `at` is its own path.
pub(super) fn property(element: &Element, at: &str) -> Result<Property, ShepFault> {
    let mut fields = Fields::of(element, format!("{at}/"))?;
    let (key, value) = (fields.any_text("key")?, fields.any_text("value")?);
    for (name, text, most) in [("key", &key, 30), ("value", &value, 500)] {
        if text.chars().count() > most {
            return Err(fields.invalid(name));
        }
    }
    fields.nothing_else()?;
    Ok(Property { key, value })
}

/// An `xsd:dateTime`; one without offset is Kazakhstan's. A date alone is none.
pub(super) fn message_date(text: &str) -> Option<Instant> {
    parse_instant(text).or_else(|_| parse_instant(&format!("{text}+05:00"))).ok()
}

/// `{8-4-4-4-12}` hexadecimal digits, with the braces.
pub(super) fn is_guid(text: &str) -> bool {
    let shape = |(at, c): (usize, u8)| match at {
        0 => c == b'{',
        37 => c == b'}',
        9 | 14 | 19 | 24 => c == b'-',
        _ => c.is_ascii_hexdigit(),
    };
    text.len() == 38 && text.bytes().enumerate().all(shape)
}

/// The children of an element, taken one by one; what nobody took is unknown.
pub(super) struct Fields<'e> {
    left: Vec<&'e Element>,
    at: Cow<'static, str>,
    namespace: Option<&'static str>,
}

impl<'e> Fields<'e> {
    /// The children of `element`, whose path is `at`; none of them may carry a namespace, except `data`.
    pub(super) fn of(element: &'e Element, at: impl Into<Cow<'static, str>>) -> Result<Self, ShepFault> {
        Self::within(element, at, None)
    }

    /// The same, where children may also stand in `namespace`.
    pub(super) fn within(
        element: &'e Element,
        at: impl Into<Cow<'static, str>>,
        namespace: Option<&'static str>,
    ) -> Result<Self, ShepFault> {
        let at = at.into();
        if element.nil {
            return Err(ShepFault::Missing(format!("{at}{}", element.name)));
        }
        if !element.text.trim().is_empty() {
            return Err(ShepFault::Invalid(at.trim_end_matches('/').to_owned()));
        }
        let fields = Self { left: element.children.iter().collect(), at, namespace };
        match fields.left.iter().find(|child| !fields.may_stand_here(child)) {
            Some(child) => Err(fields.unknown(child)),
            None => Ok(fields),
        }
    }

    fn may_stand_here(&self, child: &Element) -> bool {
        child.namespace.is_none()
            || child.name == "data"
            || (self.namespace.is_some() && child.namespace.as_deref() == self.namespace)
    }

    pub(super) fn all(&mut self, name: &str, most: usize) -> Result<Vec<&'e Element>, ShepFault> {
        let (found, left) = self.left.iter().partition(|child| child.name == name);
        self.left = left;
        let found: Vec<&'e Element> = found;
        if found.len() > most { Err(ShepFault::TooLarge("repetitions")) } else { Ok(found) }
    }

    pub(super) fn optional(&mut self, name: &str) -> Result<Option<&'e Element>, ShepFault> {
        let found = self.all(name, usize::MAX)?;
        match found.as_slice() {
            [] => Ok(None),
            [one] => Ok((!one.nil).then_some(*one)),
            _ => Err(ShepFault::Twice(format!("{}{name}", self.at))),
        }
    }

    pub(super) fn one(&mut self, name: &str) -> Result<&'e Element, ShepFault> {
        self.optional(name)?.ok_or_else(|| self.missing(name))
    }

    /// A text that must not be empty.
    pub(super) fn text(&mut self, name: &str) -> Result<String, ShepFault> {
        self.optional_text(name)?.ok_or_else(|| self.missing(name))
    }

    /// A text; empty is absent.
    pub(super) fn optional_text(&mut self, name: &str) -> Result<Option<String>, ShepFault> {
        let Some(raw) = self.raw(name)? else { return Ok(None) };
        let text = raw.trim();
        if text.chars().count() > ID_CHARS * 4 {
            return Err(self.invalid(name));
        }
        Ok((!text.is_empty()).then(|| text.to_owned()))
    }

    /// A text that may be empty but must stand there, as it is.
    fn any_text(&mut self, name: &str) -> Result<String, ShepFault> {
        self.raw(name)?.map(str::to_owned).ok_or_else(|| self.missing(name))
    }

    /// The text of an element without children, however long.
    pub(super) fn raw(&mut self, name: &str) -> Result<Option<&'e str>, ShepFault> {
        match self.optional(name)? {
            Some(element) if !element.children.is_empty() => Err(self.invalid(name)),
            found => Ok(found.map(|element| element.text.as_str())),
        }
    }

    pub(super) fn nothing_else(&self) -> Result<(), ShepFault> {
        self.left.first().map_or(Ok(()), |child| Err(self.unknown(child)))
    }

    /// The path of a child.
    pub(super) fn path(&self, name: &str) -> String {
        format!("{}{name}", self.at)
    }

    pub(super) fn missing(&self, name: &str) -> ShepFault {
        ShepFault::Missing(format!("{}{name}", self.at))
    }

    pub(super) fn invalid(&self, name: &str) -> ShepFault {
        ShepFault::Invalid(format!("{}{name}", self.at))
    }

    fn unknown(&self, child: &Element) -> ShepFault {
        ShepFault::Unknown(format!("{}{}", self.at, child.name))
    }
}
