use saraptama_core::law::Law;
use std::{collections::BTreeMap, fs, path::Path};

#[test]
fn the_law_that_is_built_in_loads_without_a_fault() {
    if let Err(faults) = Law::load(&Law::embedded_files()) {
        panic!("{}", faults.iter().map(|fault| format!("{fault}\n")).collect::<String>());
    }
}

#[test]
fn every_file_of_the_folder_is_built_in() {
    fn walk(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
            if path.is_dir() {
                walk(&path, &format!("{name}/"), files);
            } else {
                files.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut files = BTreeMap::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law"), "", &mut files);
    assert_eq!(files, Law::embedded_files());
}
