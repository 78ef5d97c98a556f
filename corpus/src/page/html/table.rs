//! Tables: rows of recipients, and tables that are the page's layout.

use super::blocks::{Blocks, Container, Kind};

/// What stands between the cells of a row.
pub(super) const BETWEEN: &str = " | ";

/// A longer cell is text that a table lays out. Weight.
const LONG_CELL: u32 = 200;

/// The table that a cell belongs to.
pub(super) fn of(blocks: &Blocks, cell: &Container) -> Option<usize> {
    blocks.around(cell.parent).find(|at| blocks.containers[*at].kind == Kind::Table)
}

/// The lines of an article: each block its own, but for rows of data, whose cells are one line.
pub(super) fn rows(blocks: &Blocks, keep: &[usize], is_layout: impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
    let mut rows: Vec<Vec<usize>> = Vec::new();
    // The row of the last block, and whether it is one of data.
    let mut open = (None, false);
    for at in keep {
        let row = row_of(blocks, *at);
        let goes_on = row.is_some() && row == open.0;
        if !goes_on {
            open = (row, row.is_some_and(|row| is_data(blocks, row, &is_layout)));
        }
        match rows.last_mut() {
            Some(last) if goes_on && open.1 => last.push(*at),
            _ => rows.push(vec![*at]),
        }
    }
    rows
}

/// The row of a block's innermost cell.
fn row_of(blocks: &Blocks, at: usize) -> Option<usize> {
    blocks.around(blocks.all[at].within).find(|c| blocks.containers[*c].kind == Kind::Row)
}

/// True for a row of short cells in a table that is not the page's.
fn is_data(blocks: &Blocks, row: usize, is_layout: impl Fn(usize) -> bool) -> bool {
    let container = &blocks.containers[row];
    let short = blocks.all[container.blocks.clone()].iter().all(|block| block.weight < LONG_CELL);
    let nested = (row + 1..container.end).any(|c| blocks.containers[c].kind == Kind::Table);
    short && !nested && of(blocks, container).is_some_and(|table| !is_layout(table))
}
