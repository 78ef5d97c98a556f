//! A small language for rules over typed tokens.
//!
//! A rule file has two kinds of lines; indented lines continue the one above, `#` begins a comment.
//!
//! ```text
//! day = small | middle                        # a definition
//! [full] ngày? d:day slash m:small slash y:year   # a rule, with what it captures
//! ```
//!
//! Words are kinds of tokens: the built-in kinds of the layer, or the names of cues in the gazetteer's
//! `cues.csv` (`_` for a space); `!kind` is any other kind. `x?`, `x*`, `x+`, `x{1,3}`, `x | y` and `( )` mean
//! what they mean in regular expressions; `name:x` captures. What `next:x` captures must
//! be there, but is left to the rule after. Rules are tried at each place in the order of the file.
//!
//! A rule may say more of itself behind its name, in words that the layer knows: `[given: left]`.
//!
//! Every kind is a byte, so a text is a byte string (its *tape*) and the rules are one multi-pattern
//! regular expression over it: a pass takes linear time, however many rules there are. This is the
//! cascade of finite-state machines of FASTUS (Hobbs et al. 1997), with the grammar in a file.

use bangvang_gazetteer::{Cue, Cues};
use regex_automata::meta::Regex;
use regex_automata::nfa::thompson::WhichCaptures;
use regex_automata::nfa::thompson::backtrack::{BoundedBacktracker, Cache};
use regex_automata::nfa::thompson::pikevm::PikeVM;
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

/// The byte of a token kind on a tape.
pub(crate) type Kind = u8;

/// The place of a rule in its file, from 0.
pub(crate) type RuleId = u16;

/// Names the built-in kinds of a layer: a constant for the code, a word for the rule file.
macro_rules! kinds {
    ($list:ident: $($name:ident $word:literal),* $(,)?) => {
        #[allow(clippy::upper_case_acronyms, reason = "one name for the variant and its constant")]
        #[allow(non_camel_case_types, dead_code, reason = "only the numbering is used")]
        enum Order { $($name),* }
        $(pub(crate) const $name: $crate::grammar::Kind = Order::$name as $crate::grammar::Kind;)*
        /// The words for these kinds in the rule file, in the order of their bytes.
        pub(crate) const $list: &[&str] = &[$($word),*];
    };
}
pub(crate) use kinds;

/// What is wrong with a rule file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {message}")]
pub struct GrammarError {
    /// The rule file, or the table that its words are taken from.
    pub file: &'static str,
    /// Line in the file, from 1.
    pub line: usize,
    /// What was found and what was expected.
    pub message: String,
}

/// Rules of one layer, compiled.
#[derive(Debug)]
pub(crate) struct Grammar {
    file: &'static str,
    source: &'static str,
    /// All rules, to find which fits where.
    regex: Regex,
    rules: Vec<Rule>,
    /// The words for the kinds, by their bytes.
    kinds: Vec<String>,
    /// The kind of each cue, by index; `None` where the rules do not speak of it.
    cues: Vec<Option<Kind>>,
}

/// A compiled rule.
#[derive(Debug)]
struct Rule {
    name: String,
    /// Line in the file, from 1.
    line: usize,
    traits: Vec<String>,
    /// Capture name and group; a name used twice stands twice.
    groups: Vec<(String, usize)>,
    /// The rule alone, to read its groups where it fits: that by all rules together takes the longer, the more
    /// they are.
    regex: BoundedBacktracker,
}

/// A rule as its file has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Written<'g> {
    /// The line of its head, from 1.
    pub(crate) line: usize,
    pub(crate) name: &'g str,
    /// The comment right above it, or above the rules that stand together with it.
    pub(crate) comment: &'static str,
    /// Its own lines.
    pub(crate) text: &'static str,
}

/// One place where a rule fits.
#[derive(Debug, Clone)]
pub(crate) struct Match<'g> {
    /// Which rule.
    pub(crate) id: RuleId,
    /// The rule's name.
    pub(crate) rule: &'g str,
    traits: &'g [String],
    /// The tokens it covers.
    pub(crate) span: Range<usize>,
    captures: Vec<(&'g str, Range<usize>)>,
}

impl Match<'_> {
    /// True if the rule says this of itself.
    pub(crate) fn is(&self, word: &str) -> bool {
        self.traits.iter().any(|own| own == word)
    }

    /// The tokens under a capture name, where that part of the rule took part.
    pub(crate) fn get(&self, name: &str) -> Option<Range<usize>> {
        self.captures.iter().find(|(n, _)| *n == name).map(|(_, range)| range.clone())
    }

    /// The name that a token is captured under.
    pub(crate) fn captured(&self, token: usize) -> Option<&str> {
        self.captures.iter().find(|(_, range)| range.contains(&token)).map(|(name, _)| *name)
    }
}

impl Grammar {
    /// Compiles a rule file. `builtin` names the kinds of the layer, their bytes being their places in it;
    /// `traits` are the words that its rules may say of themselves.
    pub(crate) fn parse(
        file: &'static str,
        source: &'static str,
        builtin: &[&str],
        traits: &[&str],
        cues: &Cues,
    ) -> Result<Self, GrammarError> {
        let grammar = Self::compile(source, builtin, traits, cues);
        grammar.map(|own| Self { file, ..own }).map_err(|e| GrammarError { file, ..e })
    }

    fn compile(
        source: &'static str,
        builtin: &[&str],
        traits: &[&str],
        cues: &Cues,
    ) -> Result<Self, GrammarError> {
        let mut parser = Parser {
            kinds: builtin.iter().enumerate().map(|(i, k)| ((*k).to_owned(), i as Kind)).collect(),
            cues,
            used: vec![None; cues.names().len()],
            definitions: HashMap::new(),
            depth: 0,
        };
        let mut patterns = Vec::new();
        let mut rules = Vec::new();
        for (line, text) in statements(source) {
            if let Some((head, body)) = text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
                let (name, own) = head.split_once(':').unwrap_or((head, ""));
                let own: Vec<String> = own.split_whitespace().map(str::to_owned).collect();
                if let Some(other) = own.iter().find(|word| !traits.contains(&word.as_str())) {
                    return Err(error(
                        line,
                        format!("{other:?} is nothing that a rule here can be; {traits:?} are"),
                    ));
                }
                let mut captures = Vec::new();
                let pattern = parser.expression(body, line, &mut captures)?;
                let regex = BoundedBacktracker::builder().syntax(bytes()).build(&pattern);
                rules.push(Rule {
                    regex: regex.map_err(|e| error(line, e.to_string()))?,
                    name: name.to_owned(),
                    line,
                    traits: own,
                    groups: captures.into_iter().enumerate().map(|(i, n)| (n, i + 1)).collect(),
                });
                patterns.push(pattern);
            } else if let Some((name, body)) = text.split_once('=') {
                parser.definitions.insert(name.trim().to_owned(), body.trim().to_owned());
            } else {
                return Err(error(line, format!("neither `name = ...` nor `[rule] ...`: {text}")));
            }
        }
        let regex = Regex::builder()
            .configure(Regex::config().which_captures(WhichCaptures::Implicit))
            .syntax(bytes())
            .build_many(&patterns)
            .map_err(|e| error(e.pattern().map_or(0, |p| rules[p.as_usize()].line), e.to_string()))?;
        let mut kinds = vec![String::new(); parser.kinds.len()];
        for (name, kind) in parser.kinds {
            kinds[usize::from(kind)] = name;
        }
        Ok(Self { file: "", source, regex, rules, kinds, cues: parser.used })
    }

    /// The rule as its file has it.
    pub(crate) fn written(&self, id: RuleId) -> Option<Written<'_>> {
        let rule = self.rules.get(usize::from(id))?;
        let starts: Vec<usize> = std::iter::once(0)
            .chain(self.source.match_indices('\n').map(|(at, _)| at + 1))
            .chain([self.source.len()])
            .collect();
        let text = |from: usize, to: usize| self.source[starts[from]..starts[to]].trim_end();
        let line = |at: usize| text(at, at + 1);
        let head = rule.line - 1;
        let lines = starts.len() - 1;
        let own = (head + 1..lines).take_while(|at| line(*at).starts_with(' ')).last().unwrap_or(head);
        // Rules that tell one thing stand together under one comment.
        let last = (0..head).rev().find(|at| line(*at).starts_with('#') || line(*at).is_empty());
        let last = last.filter(|at| !line(*at).is_empty());
        let comment = last.map_or("", |last| {
            let first = (0..=last).rev().take_while(|at| line(*at).starts_with('#')).last();
            text(first.unwrap_or(last), last + 1)
        });
        Some(Written { line: rule.line, name: &rule.name, comment, text: text(head, own + 1) })
    }

    /// The file that the rules stand in.
    pub(crate) fn file(&self) -> &'static str {
        self.file
    }

    /// The rule's name.
    pub(crate) fn name(&self, id: RuleId) -> &str {
        self.rules.get(usize::from(id)).map_or("", |rule| &rule.name)
    }

    /// The word of the rules for a kind.
    pub(crate) fn word(&self, kind: Kind) -> &str {
        self.kinds.get(usize::from(kind)).map_or("", String::as_str)
    }

    /// The kind of the first of a token's cues that the rules speak of.
    pub(crate) fn kind_of(&self, cue: Cue) -> Option<Kind> {
        self.cues[cue.0 as usize]
    }

    /// All places where a rule fits, from left to right, without overlap.
    pub(crate) fn matches<'g>(&'g self, tape: &'g [Kind]) -> impl Iterator<Item = Match<'g>> {
        let mut at = 0;
        let mut cache = None;
        std::iter::from_fn(move || {
            if at > tape.len() {
                return None;
            }
            let found = self.regex.search(&Input::new(tape).span(at..tape.len()))?;
            let found = self.read(tape, found.pattern().as_usize(), found.range(), &mut cache);
            // Every rule begins with some token; the `max` is for one that would not.
            at = found.span.end.max(found.span.start + 1);
            Some(found)
        })
    }

    /// The match of the rule that fits to just these elements.
    fn read(&self, tape: &[Kind], id: usize, span: Range<usize>, cache: &mut Option<Cache>) -> Match<'_> {
        let rule = &self.rules[id];
        let captures = rule.captures(tape, span.clone(), cache);
        let next = captures.iter().find(|(name, _)| *name == "next");
        let span = span.start..next.map_or(span.end, |(_, range)| range.start);
        Match { id: id as RuleId, rule: &rule.name, traits: &rule.traits, span, captures }
    }
}

impl Rule {
    /// What it captures of the elements that it fits to.
    fn captures(
        &self,
        tape: &[Kind],
        span: Range<usize>,
        cache: &mut Option<Cache>,
    ) -> Vec<(&str, Range<usize>)> {
        if self.groups.is_empty() {
            return Vec::new();
        }
        let cache = cache.get_or_insert_with(|| self.regex.create_cache());
        cache.reset(&self.regex);
        let mut found = self.regex.create_captures();
        let input = Input::new(tape).span(span).anchored(Anchored::Yes);
        if self.regex.try_captures(cache, input.clone(), &mut found).is_err() {
            // A list of thousands; slower, but without a limit.
            let Ok(whole) = PikeVM::new_from_nfa(self.regex.get_nfa().clone()) else { return Vec::new() };
            whole.captures(&mut whole.create_cache(), input, &mut found);
        }
        let spans = self.groups.iter().map(|(_, at)| found.get_group(*at));
        let names = self.groups.iter().map(|(name, _)| name.as_str());
        names.zip(spans).filter_map(|(name, span)| Some((name, span?.range()))).collect()
    }
}

/// Patterns over bytes of any value.
fn bytes() -> syntax::Config {
    syntax::Config::new().unicode(false).utf8(false)
}

/// An error in a line of a file that its caller knows.
fn error(line: usize, message: impl Into<String>) -> GrammarError {
    GrammarError { file: "", line, message: message.into() }
}

/// Logical lines: comments gone, continuations joined, each with the number of its first line.
fn statements(source: &str) -> Vec<(usize, String)> {
    let mut out: Vec<(usize, String)> = Vec::new();
    for (i, line) in source.lines().enumerate() {
        let text = line.split('#').next().unwrap_or("").trim_end();
        if text.trim().is_empty() {
            continue;
        }
        match out.last_mut() {
            Some((_, above)) if line.starts_with(' ') => {
                above.push(' ');
                above.push_str(text.trim());
            }
            _ => out.push((i + 1, text.trim().to_owned())),
        }
    }
    out
}

struct Parser<'c> {
    kinds: HashMap<String, Kind>,
    cues: &'c Cues,
    used: Vec<Option<Kind>>,
    definitions: HashMap<String, String>,
    /// How many definitions are being expanded, one inside the other.
    depth: usize,
}

/// Definitions nest no deeper; those that do name themselves.
const DEEPEST: usize = 32;

impl Parser<'_> {
    /// An expression as a regular expression over tape bytes.
    fn expression(
        &mut self,
        text: &str,
        line: usize,
        captures: &mut Vec<String>,
    ) -> Result<String, GrammarError> {
        let spaced = text.replace('(', " ( ").replace(')', " ) ").replace('|', " | ");
        let mut out = String::new();
        let mut depth = 0;
        for word in spaced.split_whitespace() {
            match word {
                "(" => {
                    out.push_str("(?:");
                    depth += 1;
                }
                ")" => {
                    out.push(')');
                    depth -= 1;
                }
                "|" => out.push('|'),
                _ if is_repeat(word) => out.push_str(word),
                _ => self.atom(word, line, captures, &mut out)?,
            }
        }
        match depth {
            0 => Ok(out),
            _ => Err(error(line, format!("parentheses do not match: {text}"))),
        }
    }

    /// `name`, `capture:name`, either with a repetition behind it.
    fn atom(
        &mut self,
        word: &str,
        line: usize,
        captures: &mut Vec<String>,
        out: &mut String,
    ) -> Result<(), GrammarError> {
        let end = word.find(['?', '*', '+', '{']).unwrap_or(word.len());
        let (name, repeat) = word.split_at(end);
        let (capture, name) = match name.split_once(':') {
            Some((capture, name)) => (Some(capture), name),
            None => (None, name),
        };
        if let Some(name) = name.strip_prefix('!') {
            let kind = self.kind(name, line)?;
            let _ = write!(out, "[^\\x{kind:02x}]{repeat}");
            return Ok(());
        }
        out.push_str(if capture.is_some() { "(" } else { "(?:" });
        captures.extend(capture.map(str::to_owned));
        match self.definitions.get(name).cloned() {
            Some(_) if self.depth == DEEPEST => {
                return Err(error(line, format!("{name:?} is defined by itself")));
            }
            Some(body) => {
                self.depth += 1;
                out.push_str(&self.expression(&body, line, captures)?);
                self.depth -= 1;
            }
            None => {
                let kind = self.kind(name, line)?;
                let _ = write!(out, "\\x{kind:02x}");
            }
        }
        out.push(')');
        out.push_str(repeat);
        Ok(())
    }

    fn kind(&mut self, name: &str, line: usize) -> Result<Kind, GrammarError> {
        if let Some(kind) = self.kinds.get(name) {
            return Ok(*kind);
        }
        let cue = self.cues.get(&name.replace('_', " ")).ok_or_else(|| {
            error(line, format!("{name:?} is no kind of token, no definition and no cue of cues.csv"))
        })?;
        let kind = Kind::try_from(self.kinds.len()).map_err(|_| error(line, "more than 256 kinds"))?;
        self.kinds.insert(name.to_owned(), kind);
        self.used[cue.0 as usize] = Some(kind);
        Ok(kind)
    }
}

fn is_repeat(word: &str) -> bool {
    word.starts_with(['?', '*', '+', '{'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use bangvang_gazetteer::Gazetteer;

    fn grammar(source: &'static str) -> Result<Grammar, GrammarError> {
        Grammar::parse(
            "test.rules",
            source,
            &["other", "a", "b", "c"],
            &["left"],
            Gazetteer::standard().cues(),
        )
    }

    #[test]
    fn rules_match_in_order_and_capture_by_name() {
        let g = grammar("ab = x:a b?\n[first] ab c\n[second] ab\n   y:c?").unwrap();
        let found: Vec<_> = g.matches(&[0, 1, 2, 3, 0, 1, 0]).collect();
        let seen: Vec<_> = found.iter().map(|m| (m.rule, m.span.clone(), m.get("x"))).collect();
        assert_eq!(seen, [("first", 1..4, Some(1..2)), ("second", 5..6, Some(5..6))]);
        assert_eq!(found[1].get("y"), None);
    }

    #[test]
    fn what_comes_next_is_left_to_the_rule_after() {
        let g = grammar("[first] a next:b\n[second] b").unwrap();
        let found: Vec<_> = g.matches(&[1, 2, 1]).map(|m| (m.rule, m.span)).collect();
        assert_eq!(found, [("first", 0..1), ("second", 1..2)]);
    }

    #[test]
    fn a_rule_says_more_of_itself() {
        let g = grammar("[one: left] a\n[two] b").unwrap();
        let left: Vec<_> = g.matches(&[1, 2]).map(|m| (m.rule, m.is("left"))).collect();
        assert_eq!(left, [("one", true), ("two", false)]);
    }

    #[test]
    fn a_rule_can_be_read_as_it_is_written() {
        let g = grammar("x = a\n\n# One\n# and more\n[one] x\n[two] b\n    c\n\n[three] c\n").unwrap();
        let written: Vec<_> = (0..3).filter_map(|id| g.written(id)).collect();
        let seen: Vec<_> = written.iter().map(|w| (w.line, w.name, w.comment, w.text)).collect();
        assert_eq!(
            seen,
            [
                (5, "one", "# One\n# and more", "[one] x"),
                (6, "two", "# One\n# and more", "[two] b\n    c"),
                (9, "three", "", "[three] c"),
            ]
        );
        assert_eq!((g.word(1), g.written(3)), ("a", None));
    }

    #[test]
    fn cues_are_words_of_the_language() {
        let g = grammar("[give] tặng a").unwrap();
        let cue = Gazetteer::standard().cues().get("tặng").unwrap();
        let kind = g.kind_of(cue).unwrap();
        assert_eq!(g.matches(&[kind, 1]).count(), 1);
        assert_eq!(g.kind_of(Gazetteer::standard().cues().get("nhận").unwrap()), None);
    }

    #[test]
    fn errors_name_the_line_and_the_word() {
        assert_eq!(grammar("[one] a !b* b").unwrap().matches(&[1, 3, 0, 2]).count(), 1);
        for (source, line, part) in [
            ("[one] a\n[two] zzz", 2, "zzz"),
            ("\njust words", 2, "neither"),
            ("[one] (a b", 1, "parentheses"),
            ("[one: lfet] a", 1, "lfet"),
            ("n = a n?\n[one] n", 2, "defined by itself"),
        ] {
            let error = grammar(source).unwrap_err();
            assert_eq!((error.file, error.line), ("test.rules", line));
            assert!(error.message.contains(part), "{error}");
        }
    }
}
