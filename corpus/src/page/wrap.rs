//! Lines that were broken to fit a width: which of them go on the line before.

/// For each line, whether it continues the one before. `may(i)` tells whether line `i` can, by how the page
/// sets it off.
///
/// A line that begins with a small letter goes on a long one that ends like no sentence. Where a line
/// does and none is longer than a page is wide, the text was wrapped, and what follows a full line
/// goes on it whatever it begins with.
pub(super) fn continuations(lines: &[&str], may: impl Fn(usize) -> bool) -> Vec<bool> {
    let pair = |i: usize| i > 0 && may(i) && is_open(lines[i - 1]);
    let small: Vec<bool> =
        (0..lines.len()).map(|i| pair(i) && lines[i].trim().starts_with(char::is_lowercase)).collect();
    let width = lines.iter().map(|line| line.trim().chars().count()).max().unwrap_or(0);
    if width > WIDEST || !small.contains(&true) {
        return small;
    }
    let full = |i: usize| lines[i].trim().chars().count() * 4 >= width * 3;
    (0..lines.len()).map(|i| small[i] || (pair(i) && !lines[i].trim().is_empty() && full(i - 1))).collect()
}

/// The width of a page that was wrapped. Code points.
const WIDEST: usize = 110;
/// A shorter line is a menu entry, a signature or a verse.
const SHORTEST: usize = 30;

/// Long enough, and does not end a sentence or announce a list.
fn is_open(line: &str) -> bool {
    let line = line.trim();
    line.chars().count() >= SHORTEST && !line.ends_with(['.', '!', '?', '…', ':', ';', '"', '”', '|'])
}

/// Joins the lines that continue others; with each the numbers of the lines it was made of.
pub(super) fn join(lines: &[&str], continues: &[bool]) -> Vec<(String, Vec<usize>)> {
    let mut joined: Vec<(String, Vec<usize>)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        match joined.last_mut().filter(|_| continues[at]) {
            Some((text, numbers)) => {
                text.truncate(text.trim_end().len());
                text.push(' ');
                text.push_str(line.trim_start());
                numbers.push(at);
            }
            None => joined.push(((*line).to_owned(), vec![at])),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_lines_are_joined_and_others_are_not() {
        for (page, want) in [
            (
                "UBND tỉnh Gia Lai vừa quyết định tặng Bằng khen cho bà\nTrần Thị Vân, Hiệu trưởng trường,\nvà ông Phạm Hữu Lộc, giáo viên cùng trường, vì đã cứu\nbốn học sinh.\n\nTin khác",
                vec![vec![0, 1, 2, 3], vec![4], vec![5]],
            ),
            ("Gia Lai khen thưởng 19 tập thể và cá nhân\nSáng 28/3, UBND tỉnh họp.", vec![vec![0], vec![1]]),
            ("Trang chủ\nthời sự\nkinh tế", vec![vec![0], vec![1], vec![2]]),
            ("Các hình thức khen thưởng của UBND tỉnh gồm:\ncờ thi đua", vec![vec![0], vec![1]]),
        ] {
            let lines: Vec<&str> = page.split('\n').collect();
            let joined = join(&lines, &continuations(&lines, |_| true));
            assert_eq!(joined.into_iter().map(|(_, at)| at).collect::<Vec<_>>(), want, "{page}");
        }
    }
}
