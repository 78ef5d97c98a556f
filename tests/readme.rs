//! The README shows what the program prints.

use crate::harness::Dir;
use std::path::Path;

/// The commands of the README's console blocks, each with the output shown below it.
fn shown(readme: &str) -> Vec<(Vec<&str>, Vec<&str>)> {
    let mut shown: Vec<(Vec<&str>, Vec<&str>)> = Vec::new();
    let mut inside = false;
    for line in readme.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if let Some(command) = line.strip_prefix("$ bangvang ").filter(|_| inside) {
            shown.push((words(command), Vec::new()));
        } else if let Some((_, output)) = shown.last_mut().filter(|_| inside) {
            output.push(line.trim_end());
        }
    }
    shown
}

/// A command's words; those in quotation marks are one.
fn words(command: &str) -> Vec<&str> {
    let parts = command.split('"').enumerate();
    parts
        .flat_map(|(at, part)| if at % 2 == 1 { vec![part] } else { part.split_whitespace().collect() })
        .collect()
}

#[test]
fn the_readme_shows_real_runs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let shown = shown(&readme);
    assert!(!shown.is_empty());
    for (command, lines) in shown {
        let paths = command.iter().map(|arg| match arg.starts_with("samples") || arg.starts_with("tests/") {
            true => root.join(arg).to_str().unwrap().to_owned(),
            false => (*arg).to_owned(),
        });
        let args: Vec<String> = paths.collect();
        let out = Dir::new().run(&args.iter().map(String::as_str).collect::<Vec<_>>()).exits(0).stdout();
        // "..." stands for lines left out.
        let mut rest = out.lines().map(str::trim_end);
        for line in lines.iter().filter(|line| **line != "...") {
            assert!(
                rest.any(|printed| printed == *line),
                "{command:?} does not print, in this order: {line:?}"
            );
        }
    }
}
