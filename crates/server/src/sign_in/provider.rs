//! An OpenID Connect provider: people are sent to it with a code challenge and come back with a code, which
//! becomes an ID token here. It says who somebody is and nothing else; what they may do our own register says.

use crate::clock::Clock;
use crate::config::{Endpoints, Oidc};
use crate::node::Node;
use crate::transport::{NoAnswer, Transport, whole};
use axum::body::Bytes;
use chrono::{DateTime, Utc};
use jiff::SignedDuration;
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreErrorResponseType, CoreGenderClaim, CoreIdTokenVerifier,
    CoreJsonWebKey, CoreJsonWebKeySet, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreProviderMetadata,
    CoreResponseType, CoreRevocableToken, CoreRevocationErrorResponse, CoreSubjectIdentifierType, CoreTokenIntrospectionResponse,
    CoreTokenType,
};
use openidconnect::{
    AdditionalClaims, AsyncHttpClient, AuthType, AuthUrl, AuthorizationCode, ClaimsVerificationError, Client, ClientId,
    ClientSecret, CsrfToken, DiscoveryError, EmptyAdditionalProviderMetadata, EmptyExtraTokenFields, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, HttpRequest, HttpResponse, IdTokenFields, IssuerUrl, JsonWebKeySetUrl, Nonce,
    OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, ResponseTypes, Scope,
    StandardErrorResponse, StandardTokenResponse, TokenUrl, UserInfoClaims, UserInfoError, UserInfoUrl,
};
use saraptama_core::terms::{Iin, Instant};
use serde_json::{Map, Value};
use std::path::Path;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The longest answer that is read: discovery, keys, tokens, claims.
const ANSWER_BYTES: usize = 256 * 1024;
/// How long one answer may take.
const ANSWER_WITHIN: Duration = Duration::from_secs(8);
/// How long addresses and keys are taken for the provider's; a token by an unknown key has them fetched before.
const KNOWN_FOR: SignedDuration = SignedDuration::from_mins(10);
/// The longest file of a secret.
const SECRET_BYTES: u64 = 1024;
/// Signatures that only the provider can make. A token under a secret that we hold too would prove less.
const SIGNED_BY: [CoreJwsSigningAlgorithm; 8] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
];

/// Every claim that the standard does not name.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
struct Claims(Map<String, Value>);

impl AdditionalClaims for Claims {}

type Fields =
    IdTokenFields<Claims, EmptyExtraTokenFields, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;

type Known = Client<
    Claims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    StandardTokenResponse<Fields, CoreTokenType>,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// A provider as the configuration names it.
pub struct Provider {
    settings: Oidc,
    secret: Option<String>,
    known: Mutex<Option<(Instant, Arc<CoreProviderMetadata>)>>,
}

/// What is kept while somebody is at the provider.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Begun {
    /// What the ID token must repeat.
    pub nonce: String,
    /// What the code challenge was made of.
    pub verifier: String,
}

/// Why the provider does not tell who somebody is. No reason names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProviderFault {
    /// It does not answer, or answers with something else.
    #[error("the provider cannot be asked: {0}")]
    Away(&'static str),
    /// It says something that proves nothing.
    #[error("the provider's answer proves nothing: {0}")]
    Refused(&'static str),
    /// It knows the person and not their IIN.
    #[error("the provider tells no IIN")]
    NoNumber,
}

use ProviderFault::{Away, NoNumber, Refused};

impl Provider {
    /// The provider with our secret.
    ///
    /// # Errors
    /// When the file of the secret cannot be read, or others may read it.
    pub fn open(settings: &Oidc) -> Result<Self, String> {
        let secret = settings.client_secret_file.as_deref().map(secret).transpose()?;
        Ok(Self { settings: settings.clone(), secret, known: Mutex::default() })
    }

    /// Its name for itself.
    pub fn issuer(&self) -> &str {
        &self.settings.issuer
    }

    /// The address to which somebody is sent, and what is kept until they are back at `back` with `state`.
    ///
    /// # Errors
    /// When it cannot be asked.
    pub async fn begin(&self, node: &Node, back: &str, state: &str) -> Result<(String, Begun), ProviderFault> {
        let client = self.client(&*self.known(node, false).await?, back)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let state = state.to_owned();
        let mut request =
            client.authorize_url(CoreAuthenticationFlow::AuthorizationCode, move || CsrfToken::new(state), Nonce::new_random);
        for scope in &self.settings.scopes {
            request = request.add_scope(Scope::new(scope.clone()));
        }
        let (address, _, nonce) = request.set_pkce_challenge(challenge).url();
        Ok((address.into(), Begun { nonce: nonce.secret().clone(), verifier: verifier.into_secret() }))
    }

    /// Who came back with `code`.
    ///
    /// # Errors
    /// When the provider cannot be asked, or what it says proves nothing.
    pub async fn finish(&self, node: &Node, back: &str, code: &str, begun: Begun) -> Result<Iin, ProviderFault> {
        let http = Way(node.transport.clone());
        let mut client = self.client(&*self.known(node, false).await?, back)?;
        let request = client.exchange_code(AuthorizationCode::new(code.to_owned())).map_err(|_| Away("no address for tokens"))?;
        let request = request.set_pkce_verifier(PkceCodeVerifier::new(begun.verifier));
        let tokens = request.request_async(&http).await.map_err(|fault| match fault {
            RequestTokenError::Request(_) => Away("no token in time"),
            RequestTokenError::ServerResponse(_) => Refused("the code is not taken"),
            RequestTokenError::Parse(..) | RequestTokenError::Other(_) => Away("no token in the answer"),
        })?;
        let token = tokens.extra_fields().id_token().ok_or(Refused("no ID token"))?;
        let nonce = Nonce::new(begun.nonce);
        let first = token.claims(&verifier(&client, &node.clock), &nonce).map(drop);
        if let Err(ClaimsVerificationError::SignatureVerification(_)) = first {
            // Its keys may have been changed since they were fetched.
            client = self.client(&*self.known(node, true).await?, back)?;
        }
        let verifier = verifier(&client, &node.clock);
        let claims = token.claims(&verifier, &nonce).map_err(|fault| Refused(named(&fault)))?;
        if let Some(number) = self.number(claims)? {
            return Ok(number);
        }
        // Providers that keep to the letter tell claims at an address of their own only (OpenID Connect Core 5.4).
        let access = tokens.access_token().clone();
        let request = client.user_info(access, Some(claims.subject().clone())).map_err(|_| NoNumber)?;
        let told: UserInfoClaims<Claims, CoreGenderClaim> = request.request_async(&http).await.map_err(|fault| match fault {
            UserInfoError::ClaimsVerification(fault) => Refused(named(&fault)),
            _ => Away("no claims in time"),
        })?;
        self.number(&told)?.ok_or(NoNumber)
    }

    /// The person's number, if the claim is there.
    fn number(&self, claims: &impl serde::Serialize) -> Result<Option<Iin>, ProviderFault> {
        let claims = serde_json::to_value(claims).map_err(|_| NoNumber)?;
        let Some(text) = claims.get(&self.settings.claim).and_then(Value::as_str) else { return Ok(None) };
        // Certificates write `IIN` before the number, and some providers repeat it so.
        Iin::parse(text.strip_prefix("IIN").unwrap_or(text)).map(Some).map_err(|_| NoNumber)
    }

    /// Addresses and keys, from memory while they last.
    async fn known(&self, node: &Node, again: bool) -> Result<Arc<CoreProviderMetadata>, ProviderFault> {
        let now = node.clock.now();
        let held = self.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, known)) = held.filter(|(at, _)| !again && now.duration_since(*at).abs() < KNOWN_FOR) {
            return Ok(known);
        }
        let known = Arc::new(self.fetch(node).await?);
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, known.clone()));
        Ok(known)
    }

    async fn fetch(&self, node: &Node) -> Result<CoreProviderMetadata, ProviderFault> {
        let http = Way(node.transport.clone());
        let issuer = IssuerUrl::new(self.settings.issuer.clone()).map_err(|_| Away("the issuer is no address"))?;
        let Some(endpoints) = &self.settings.endpoints else {
            return CoreProviderMetadata::discover_async(issuer, &http).await.map_err(|fault| match fault {
                DiscoveryError::Validation(_) => Away("it calls itself otherwise than the configuration does"),
                DiscoveryError::Request(_) => Away("no discovery in time"),
                _ => Away("no discovery in the answer"),
            });
        };
        let known = explicit(issuer, endpoints).ok_or(Away("an endpoint is no address"))?;
        let keys = CoreJsonWebKeySet::fetch_async(known.jwks_uri(), &http).await.map_err(|_| Away("no keys in time"))?;
        Ok(known.set_jwks(keys))
    }

    fn client(&self, known: &CoreProviderMetadata, back: &str) -> Result<Known, ProviderFault> {
        let (id, secret) = (ClientId::new(self.settings.client_id.clone()), self.secret.clone().map(ClientSecret::new));
        let back = RedirectUrl::new(back.to_owned()).map_err(|_| Away("the address of the way back is none"))?;
        let body = self.settings.secret_in_body || self.secret.is_none();
        let way = if body { AuthType::RequestBody } else { AuthType::BasicAuth };
        Ok(Client::from_provider_metadata(known.clone(), id, secret).set_redirect_uri(back).set_auth_type(way))
    }
}

fn explicit(issuer: IssuerUrl, of: &Endpoints) -> Option<CoreProviderMetadata> {
    let known = CoreProviderMetadata::new(
        issuer,
        AuthUrl::new(of.authorization.clone()).ok()?,
        JsonWebKeySetUrl::new(of.keys.clone()).ok()?,
        vec![ResponseTypes::new(vec![CoreResponseType::Code])],
        vec![CoreSubjectIdentifierType::Public],
        SIGNED_BY.to_vec(),
        EmptyAdditionalProviderMetadata {},
    );
    let user_info = of.user_info.clone().map(UserInfoUrl::new).transpose().ok()?;
    Some(known.set_token_endpoint(Some(TokenUrl::new(of.token.clone()).ok()?)).set_userinfo_endpoint(user_info))
}

/// Issuer, audience, signature and end are judged by the library; the end by the clock of the world, since the
/// provider lives there.
fn verifier<'c>(client: &'c Known, clock: &Clock) -> CoreIdTokenVerifier<'c> {
    let clock = clock.clone();
    let now = move || {
        let now = clock.of_the_world();
        DateTime::<Utc>::from_timestamp(now.as_second(), 0).unwrap_or(DateTime::<Utc>::MAX_UTC)
    };
    client.id_token_verifier().set_allowed_algs(SIGNED_BY).set_time_fn(now)
}

/// The kind of a fault: its own text may repeat what the token says of a person.
fn named(fault: &ClaimsVerificationError) -> &'static str {
    match fault {
        ClaimsVerificationError::Expired(_) => "the token has ended",
        ClaimsVerificationError::InvalidAudience(_) => "the token is for somebody else",
        ClaimsVerificationError::InvalidIssuer(_) => "the token is of another issuer",
        ClaimsVerificationError::InvalidNonce(_) => "the token answers another question",
        ClaimsVerificationError::InvalidSubject(_) => "the claims are of another person",
        ClaimsVerificationError::SignatureVerification(_) => "the signature of the token does not hold",
        _ => "the token is not one",
    }
}

/// The way to the provider: no redirect is followed, and an answer has a time and a size.
struct Way(Arc<dyn Transport>);

impl<'c> AsyncHttpClient<'c> for Way {
    type Error = NoAnswer;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, NoAnswer>> + Send>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        let transport = self.0.clone();
        Box::pin(async move {
            let answered = tokio::time::timeout(ANSWER_WITHIN, async {
                let (parts, body) = transport.send(request.map(Bytes::from)).await?.into_parts();
                Ok(HttpResponse::from_parts(parts, whole(body, ANSWER_BYTES).await?))
            });
            answered.await.map_err(|_| NoAnswer::TimedOut)?
        })
    }
}

fn secret(file: &Path) -> Result<String, String> {
    use std::os::unix::fs::PermissionsExt as _;
    let fault = |what: &dyn std::fmt::Display| format!("the secret of sign_in.oidc, {}: {what}", file.display());
    let about = std::fs::metadata(file).map_err(|e| fault(&e))?;
    if about.permissions().mode() & 0o077 != 0 {
        return Err(fault(&"others than its owner may read it (chmod 600)"));
    }
    if about.len() > SECRET_BYTES {
        return Err(fault(&"larger than a secret is"));
    }
    let text = std::fs::read_to_string(file).map_err(|e| fault(&e))?;
    match text.trim() {
        "" => Err(fault(&"empty")),
        secret => Ok(secret.to_owned()),
    }
}
