pub(super) fn files() -> std::collections::BTreeMap<String, String> {
    todo!()
}
