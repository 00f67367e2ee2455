//! The letters of a page with their places: what a page's program draws, without drawing it.

use super::MOST;
use super::fonts::{Font, number, resolved};
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;

/// Letters at a place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    pub(super) text: String,
    /// The left end of its baseline; upwards is more.
    pub(super) x: f64,
    pub(super) y: f64,
    /// Where the next would stand.
    pub(super) end: f64,
    pub(super) size: f64,
    /// Whether it does not run from left to right.
    pub(super) turned: bool,
}

/// How deep drawings may lie in drawings.
const DEEPEST: usize = 8;

/// The most letters of a page.
const LETTERS: usize = 200_000;

/// The letters of a page, in the order in which they are drawn.
pub(super) fn of_page(document: &Document, page: ObjectId) -> Vec<Glyph> {
    let Ok((own, shared)) = document.get_page_resources(page) else { return Vec::new() };
    let resources: Vec<&Dictionary> =
        own.into_iter().chain(shared.iter().filter_map(|id| document.get_dictionary(*id).ok())).collect();
    let Ok(program) = document.get_page_content_with_limit(page, MOST) else { return Vec::new() };
    let mut drawing = Drawing { document, glyphs: Vec::new(), steps: 0 };
    drawing.run(&program, &resources, State::default(), 0);
    drawing.glyphs
}

/// A place and a direction: `[a b c d e f]` of the format.
#[derive(Clone, Copy)]
struct Matrix([f64; 6]);

impl Matrix {
    const ONE: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// This one, seen from another.
    fn within(self, outer: Matrix) -> Matrix {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, outer.0);
        Matrix([a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l])
    }

    fn moved(x: f64, y: f64) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }
}

/// What a program has set.
#[derive(Clone)]
struct State {
    page: Matrix,
    text: Matrix,
    line: Matrix,
    font: Vec<u8>,
    size: f64,
    letter_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

impl Default for State {
    fn default() -> State {
        State {
            page: Matrix::ONE,
            text: Matrix::ONE,
            line: Matrix::ONE,
            font: Vec::new(),
            size: 0.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

struct Drawing<'a> {
    document: &'a Document,
    glyphs: Vec<Glyph>,
    /// How many operations were run.
    steps: usize,
}

/// The most operations of a page.
const STEPS: usize = 5_000_000;

impl<'a> Drawing<'a> {
    fn run(&mut self, program: &[u8], resources: &[&'a Dictionary], mut state: State, depth: usize) {
        let Ok(content) = Content::decode(program) else { return };
        let fonts = self.fonts(resources);
        let mut kept: Vec<State> = Vec::new();
        for Operation { operator, operands } in &content.operations {
            self.steps += 1;
            if self.steps > STEPS || self.glyphs.len() > LETTERS {
                return;
            }
            let n = |i: usize| operands.get(i).and_then(|o| number(self.document, o)).unwrap_or(0.0);
            match operator.as_str() {
                "q" if kept.len() < 1000 => kept.push(state.clone()),
                "Q" => state = kept.pop().unwrap_or(state),
                "cm" => state.page = Matrix([n(0), n(1), n(2), n(3), n(4), n(5)]).within(state.page),
                "BT" => (state.text, state.line) = (Matrix::ONE, Matrix::ONE),
                "Tf" => {
                    state.size = n(1);
                    state.font = operands.first().and_then(|o| o.as_name().ok()).unwrap_or_default().to_vec();
                }
                "Tc" => state.letter_space = n(0),
                "Tw" => state.word_space = n(0),
                "Tz" => state.stretch = n(0) / 100.0,
                "TL" => state.leading = n(0),
                "Ts" => state.rise = n(0),
                "Td" => next_line(&mut state, n(0), n(1)),
                "TD" => {
                    state.leading = -n(1);
                    next_line(&mut state, n(0), n(1));
                }
                "Tm" => {
                    state.text = Matrix([n(0), n(1), n(2), n(3), n(4), n(5)]);
                    state.line = state.text;
                }
                "T*" => {
                    let down = -state.leading;
                    next_line(&mut state, 0.0, down);
                }
                "Tj" | "'" | "\"" => {
                    if operator == "\"" {
                        (state.word_space, state.letter_space) = (n(0), n(1));
                    }
                    if operator != "Tj" {
                        let down = -state.leading;
                        next_line(&mut state, 0.0, down);
                    }
                    if let Some(Object::String(bytes, _)) = operands.last() {
                        self.show(bytes, &fonts, &mut state);
                    }
                }
                "TJ" => {
                    for part in operands.first().and_then(|o| o.as_array().ok()).into_iter().flatten() {
                        match part {
                            Object::String(bytes, _) => self.show(bytes, &fonts, &mut state),
                            back => {
                                let back = number(self.document, back).unwrap_or(0.0);
                                let step = -back / 1000.0 * state.size * state.stretch;
                                state.text = Matrix::moved(step, 0.0).within(state.text);
                            }
                        }
                    }
                }
                "Do" if depth < DEEPEST => {
                    let name = operands.first().and_then(|o| o.as_name().ok()).unwrap_or_default();
                    self.draw(name, resources, &state, depth);
                }
                _ => {}
            }
        }
    }

    /// Runs a drawing that the page has a name for.
    fn draw(&mut self, name: &[u8], resources: &[&'a Dictionary], state: &State, depth: usize) {
        let document = self.document;
        let of = |r: &&'a Dictionary| resolved(document, r, b"XObject")?.as_dict().ok()?.get(name).ok();
        let Some(object) = resources.iter().find_map(of) else { return };
        let Some(stream) = document.dereference(object).ok().and_then(|(_, o)| o.as_stream().ok()) else { return };
        if !stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Form") {
            return;
        }
        let Ok(program) = stream.get_plain_content_with_limit(MOST) else { return };
        let matrix = resolved(document, &stream.dict, b"Matrix").and_then(|m| m.as_array().ok());
        let mut inner = state.clone();
        if let Some([a, b, c, d, e, f]) = matrix.map(Vec::as_slice) {
            let [a, b, c, d, e, f] = [a, b, c, d, e, f].map(|o| number(document, o).unwrap_or(0.0));
            inner.page = Matrix([a, b, c, d, e, f]).within(inner.page);
        }
        let own = resolved(document, &stream.dict, b"Resources").and_then(|r| r.as_dict().ok());
        let all: Vec<&Dictionary> = own.into_iter().chain(resources.iter().copied()).collect();
        self.run(&program, &all, inner, depth + 1);
    }

    fn fonts(&self, resources: &[&'a Dictionary]) -> BTreeMap<Vec<u8>, Font<'a>> {
        let mut fonts = BTreeMap::new();
        for resources in resources {
            let Some(found) = resolved(self.document, resources, b"Font").and_then(|f| f.as_dict().ok()) else {
                continue;
            };
            for (name, font) in found.iter().take(1000) {
                let font = self.document.dereference(font).ok().and_then(|(_, f)| f.as_dict().ok());
                if let Some(font) = font.filter(|_| !fonts.contains_key(name)) {
                    fonts.insert(name.clone(), Font::new(self.document, font));
                }
            }
        }
        fonts
    }

    /// Puts the letters of a string where they stand.
    fn show(&mut self, bytes: &[u8], fonts: &BTreeMap<Vec<u8>, Font>, state: &mut State) {
        let Some(font) = fonts.get(&state.font) else { return };
        for (text, width, is_space) in font.letters(bytes) {
            let Matrix([a, b, c, d, x, y]) = Matrix::moved(0.0, state.rise).within(state.text).within(state.page);
            let along = (width * state.size + state.letter_space + if is_space { state.word_space } else { 0.0 })
                * state.stretch;
            let size = (c.hypot(d) * state.size).abs();
            let end = x + a * width * state.size * state.stretch;
            let turned = b.abs() > a.abs() * 0.1 || a < 0.0;
            if [x, y, end, size].iter().all(|n| n.is_finite()) && !text.is_empty() && size > 0.1 {
                self.glyphs.push(Glyph { text, x, y, end, size, turned });
            }
            state.text = Matrix::moved(along, 0.0).within(state.text);
        }
    }
}

fn next_line(state: &mut State, x: f64, y: f64) {
    state.line = Matrix::moved(x, y).within(state.line);
    state.text = state.line;
}
