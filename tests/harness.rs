//! A folder of pages, the program, and what it leaves.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A page with one award that every test can rely on.
pub(crate) const PAGE: &str = "Hà Nam tổng kết phong trào thi đua\n\
    Sáng 28/3/2024, UBND tỉnh Hà Nam tổ chức hội nghị tổng kết công tác thi đua, khen thưởng năm 2023.\n\
    Dịp này, UBND tỉnh tặng Bằng khen cho 19 tập thể và 46 cá nhân có thành tích xuất sắc.\n\
    Tin liên quan\n- Chủ tịch nước tặng Huân chương Lao động hạng Nhất cho một doanh nghiệp";

/// A folder that goes with the test.
pub(crate) struct Dir {
    dir: TempDir,
}

impl Dir {
    pub(crate) fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// A folder with these files.
    pub(crate) fn with(files: &[(&str, &[u8])]) -> Self {
        let dir = Self::new();
        for (name, bytes) in files {
            dir.write(name, bytes);
        }
        dir
    }

    pub(crate) fn path(&self) -> &Path {
        self.dir.path()
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// The program, run in this folder.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, &[], b"")
    }

    pub(crate) fn run_with(&self, args: &[&str], env: &[(&str, &str)], stdin: &[u8]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bangvang"));
        command.args(args).current_dir(self.path()).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        command.envs(env.iter().copied());
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        let bytes = stdin.to_vec();
        let feed = std::thread::spawn(move || std::io::Write::write_all(&mut input, &bytes));
        let ran = Ran(child.wait_with_output().unwrap());
        // The program may stop reading before all is written.
        let _ = feed.join().unwrap();
        ran
    }

    /// The records of a result folder.
    pub(crate) fn records(&self, folder: &str) -> Vec<serde_json::Value> {
        lines(&self.read(&format!("{folder}/articles.jsonl")))
    }

    /// The problem lines of a result folder.
    pub(crate) fn problems(&self, folder: &str) -> Vec<serde_json::Value> {
        lines(&self.read(&format!("{folder}/problems.jsonl")))
    }

    /// The rows of a CSV file of a result folder, as maps from column to cell.
    pub(crate) fn table(&self, file: &str) -> Vec<std::collections::HashMap<String, String>> {
        let text = self.read(file);
        let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
        csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
    }
}

fn lines(text: &str) -> Vec<serde_json::Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A finished run.
pub(crate) struct Ran(Output);

impl Ran {
    pub(crate) fn stdout(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).unwrap()
    }

    pub(crate) fn stderr(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).unwrap()
    }

    /// Fails with both outputs whole unless the exit code is `code`.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        let found = self.0.status.code();
        assert_eq!(found, Some(code), "stdout:\n{}\nstderr:\n{}", self.stdout(), self.stderr());
        self
    }
}
