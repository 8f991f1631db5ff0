//! An XML in the shape of an HL7 CDA document, as a unified health record gives: coded attributes, HL7 times, sections
//! with entries. Neither a vendor's nor the unified record's real profile is published: this one is an example of the shape.

use crate::original::Read::{Choice, Hl7Day, Hl7Instant, Number, NumberOr, Only, Text};
use crate::original::Row::{Each, One};
use crate::original::{Each as List, Format, Row, Syntax};

pub(super) const FORMAT: Format =
    Format { syntax: Syntax::Xml { root: "ClinicalDocument", namespace: "urn:hl7-org:v3" }, rows: ROWS };

const ROWS: &[Row] = &[
    One("typeId/@root", "", Only(&[("2.16.840.1.113883.1.3", "")])),
    One("typeId/@extension", "", Only(&[("POCD_HD000040", "")])),
    One("code/@code", "form", Choice(&[("031/e", "031/e"), ("031/у", "031/e"), ("031/е", "031/e")])),
    One("versionNumber/@value", "version", Number),
    One("id/@extension", "id", Text),
    One("effectiveTime/@value", "created_at", Hl7Instant),
    One("dataEnterer/time/@value", "data_checked_at", Hl7Instant),
    One("author/assignedAuthoringDevice/manufacturerModelName", "mis/vendor", Text),
    One("author/assignedAuthoringDevice/softwareName", "mis/system", Text),
    One("author/assignedAuthor/id/@extension", "doctor/iin", Text),
    One("author/assignedAuthor/assignedPerson/name", "doctor/name", Text),
    One("author/assignedAuthor/code/@displayName", "doctor/speciality", Text),
    One("custodian/representedCustodianOrganization/id/@extension", "organisation/bin", Text),
    One("custodian/representedCustodianOrganization/name", "organisation/name", Text),
    One("custodian/representedCustodianOrganization/addr/state", "organisation/region", Text),
    One(
        "custodian/representedCustodianOrganization/standardIndustryClassCode/@code",
        "organisation/capacity",
        Choice(&[("PHC", "registration-place"), ("DISP", "dispensary")]),
    ),
    One("recordTarget/patientRole/id/@extension", "patient/iin", Text),
    One("recordTarget/patientRole/addr/state", "patient/region", Text),
    One("recordTarget/patientRole/addr/streetAddressLine", "patient/address", Text),
    One("recordTarget/patientRole/telecom/@value", "patient/phone", Text),
    One("recordTarget/patientRole/patient/name/family", "patient/family_name", Text),
    One("recordTarget/patientRole/patient/name/given", "patient/given_name", Text),
    One("recordTarget/patientRole/patient/name/suffix", "patient/patronymic", Text),
    One("recordTarget/patientRole/patient/birthTime/@value", "patient/birth_date", Hl7Day),
    One(
        "recordTarget/patientRole/patient/administrativeGenderCode/@code",
        "patient/sex",
        Choice(&[("M", "male"), ("F", "female")]),
    ),
    One("recordTarget/patientRole/patient/guardian/id/@extension", "patient/representative/iin", Text),
    One("recordTarget/patientRole/patient/guardian/code/@displayName", "patient/representative/relation", Text),
    One("recordTarget/patientRole/patient/guardian/guardianPerson/name", "patient/representative/name", Text),
    One("recordTarget/patientRole/providerOrganization/id/@extension", "patient/attachment/bin", Text),
    One("recordTarget/patientRole/providerOrganization/name", "patient/attachment/name", Text),
    One("documentationOf/serviceEvent/code/@code", "referral/purpose", Choice(&[("FIRST", "first"), ("REPEAT", "repeat")])),
    One("documentationOf/serviceEvent/priorAct/@extension", "referral/earlier_act", Text),
    One("relatedDocument/parentDocument/id/@extension", "referral/replaces", Text),
    One("relatedDocument/@typeCode", "", Only(&[("RPLC", "")])),
    One("component/diagnosis/value/@code", "diagnosis/main/icd10", Text),
    One("component/diagnosis/value/@codeSystemName", "", Only(&[("ICD-10", "")])),
    One("component/diagnosis/value/@displayName", "diagnosis/main/text", Text),
    One("component/diagnosis/effectiveTime/@value", "diagnosis/main/established_on", Hl7Day),
    One("component/diagnosis/anatomicalForm/@code", "diagnosis/main/anatomical_form", NumberOr(&[("none", "none")])),
    One("component/diagnosis/surgicalAmputation/@value", "circumstances/surgical_amputation", Choice(YES_NO)),
    Each(List {
        from: "component/diagnosis/secondary",
        to: "diagnosis/comorbid",
        rows: &[One("@code", "icd10", Text), One("@displayName", "text", Text)],
    }),
    Each(List {
        from: "component/diagnosis/complication",
        to: "diagnosis/complications",
        rows: &[One("@code", "icd10", Text), One("@displayName", "text", Text)],
    }),
    One("component/history/disease", "history/disease", Text),
    One("component/history/life", "history/life", Text),
    One("component/history/treatment", "history/treatment", Text),
    Each(List {
        from: "component/impairment",
        to: "impairments",
        rows: &[One("@code", "function", Text), One("@degree", "degree", Number), One("text", "text", Text)],
    }),
    Each(List { from: "component/evidence/entry", to: "evidence", rows: EVIDENCE }),
    Each(List { from: "component/plan/entry", to: "measures", rows: &[One("@code", "kind", Text), One("text", "text", Text)] }),
    One("authenticator/id/@extension", "commission/number", Text),
    One("authenticator/time/@value", "commission/date", Hl7Day),
    One("authenticator/assignedEntity/id/@extension", "commission/chair/iin", Text),
    One("authenticator/assignedEntity/assignedPerson/name", "commission/chair/name", Text),
    Each(List {
        from: "authenticator/member",
        to: "commission/members",
        rows: &[One("id/@extension", "iin", Text), One("assignedPerson/name", "name", Text)],
    }),
];

const YES_NO: &[(&str, &str)] = &[("true", "yes"), ("false", "no")];

const EVIDENCE: &[Row] = &[
    One("@code", "kind", Text),
    One("statusCode/@code", "status", Choice(&[("completed", "attached"), ("nullified", "not-available"), ("held", "carried")])),
    One("effectiveTime/@value", "date", Hl7Day),
    One("performer/representedOrganization/name", "organisation", Text),
    One("performer/assignedPerson/name", "specialist/name", Text),
    One("performer/code/@code", "specialist/audience", Choice(&[("ADULT", "adult"), ("CHILD", "child")])),
    One("text", "conclusion", Text),
    One("observation/localStatus", "facts/local_status", Text),
    One("observation/stumpCondition", "facts/stump_condition", Text),
    One("observation/amputationLevel", "facts/amputation_level", Text),
    One("observation/laterality", "facts/laterality", Text),
    One("observation/karyotype", "facts/karyotype", Text),
    One("observation/mentalImpairmentDegree", "facts/mental_impairment_degree", Text),
    One("observation/mutation", "facts/mutation", Text),
    One("reference/@hash", "document/sha256", Text),
    One("reference/@mediaType", "document/media_type", Text),
    One("reference/@size", "document/size", Number),
    One("reference/@name", "document/name", Text),
];
