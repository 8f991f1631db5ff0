use crate::LAW;

#[test]
fn a_cite_opens_its_paragraph_and_no_more() {
    for (cite, begins, ends) in [
        ("168-56-292/2025 order p.8", "8. Осы бірлескен бұйрық алғашқы", "қолданыста болады."),
        ("168-56-292/2025 order p.6(1)", "1) осы бұйрыққа қол қойылған", "жіберуді;"),
        ("168-56-292/2025 annex 1 row 21", "21", "Абай облысының денсаулық сақтау басқармасы"),
        ("168-56-292/2025 annex 1 note *", "*\"ДАМУ\"", "медициналық ұйымдар."),
        ("168-56-292/2025 algorithm p.2", "2. Алгоритмде", "сәйкес қолданылады."),
        ("168-56-292/2025 algorithm p.2(7)", "7) электрондық цифрлық қолтаңба", "нышандар жиынтығы."),
        ("168-56-292/2025 algorithm p.9", "9. МӘС сарапшысы", "модуліне түседі."),
        ("168-56-292/2025 algorithm annex 1 row 2", "2.", "Q90.9"),
        ("168-56-292/2025 algorithm annex 1 row 1(22)", "Шарп бойынша", "тұқылдары"),
        ("168-56-292/2025 algorithm annex 2 p.1(1)", "1) міндетті зерттеп-қарау", "10-қосымша парағы."),
        ("168-56-292/2025 algorithm annex 2 p.3(2)", "2) қосымша зерттеп-қарау", "анықталады."),
        ("ҚР ДСМ-134/2020 annex 1 p.2", "2. ЖТМК түрлері", "технологиялар енгізіледі."),
        ("ҚР ДСМ-134/2020 annex 1 table row 3", "3", "0"),
        ("ҚР ДСМ-134/2020 annex 2 section 1 row 25", "25", "Радикалдық субтоталдық панкреатэктомия"),
        ("ҚР ДСМ-134/2020 annex 2 section 3 row 75", "75", "Қалқанша безі ауруының радио-йод терапиясы"),
        ("ҚР ДСМ-134/2020 annex 3(3)", "3) \"Қазақстан Республикасы", "жарияланған)."),
    ] {
        let text = LAW.paragraph(cite).unwrap_or_else(|| panic!("{cite} opens nothing"));
        assert!(text.starts_with(begins), "{cite} begins: {text}");
        assert!(text.ends_with(ends), "{cite} ends: {text}");
    }
}

#[test]
fn a_place_that_does_not_exist_opens_nothing() {
    for cite in
        ["168-56-292/2025 order p.9", "168-56-292/2025 algorithm p.10", "ҚР ДСМ-134/2020 annex 2 section 1 row 26", "contract"]
    {
        assert_eq!(LAW.paragraph(cite), None, "{cite}");
    }
}

#[test]
fn the_46_readings_speak_three_languages() {
    let mut numbers: Vec<u8> = LAW.readings.iter().map(|reading| reading.id["AMB-".len()..].parse().unwrap()).collect();
    numbers.sort_unstable();
    assert!(numbers.into_iter().eq(1..=46));
    let kazakh = |text: &str| text.contains(['ә', 'ғ', 'қ', 'ң', 'ө', 'ұ', 'ү', 'һ', 'і']);
    for reading in &LAW.readings {
        assert!(kazakh(&reading.ruling.kk) && !kazakh(&reading.ruling.ru), "{}", reading.id);
        assert!(reading.ruling.en.contains(' '), "{}", reading.id);
    }
    assert_eq!(LAW.reading("AMB-21").unwrap().cite, "168-56-292/2025 algorithm p.9");
}
