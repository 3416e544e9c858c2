/** Ways to loosen a condition, as texts: each operand of an AND made true, each alternative of an OR, each WHERE and ON.
 *  Of what PostgreSQL prints, where every operand stands in brackets; and of a function's own lines. Pure. */

export interface Loosened {
  /** What was made true. */
  readonly clause: string;
  readonly text: string;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** The brackets of a text, a function's with its name, outermost first; whatever stands in quotes is left alone. `to` is
 *  behind the last. */
function brackets(text: string): Span[] {
  const withName = (open: number) =>
    open - (/[a-z0-9_]*$/.exec(text.slice(0, open))?.[0] ?? '').length;
  const found: Span[] = [];
  const open: number[] = [];
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "'") {
      i = text.indexOf("'", i + 1);
      if (i < 0) throw new Error(`a quote is not closed in ${text}`);
    } else if (text[i] === '(') open.push(i);
    else if (text[i] === ')') {
      const from = open.pop();
      if (from === undefined) throw new Error(`a bracket was never opened in ${text}`);
      found.push({ from: withName(from), to: i + 1 });
    }
  }
  return found.sort((a, b) => a.from - b.from);
}

/** Operands of the AND or OR that a bracket holds, each a bracket itself; none where it holds something else. */
function operands(text: string, { from, to }: Span, all: readonly Span[]): Span[] {
  const inner = all.filter((one) => one.from > from && one.to < to);
  const parts = inner.filter(
    (one) => !inner.some((outer) => outer !== one && outer.from <= one.from && outer.to >= one.to),
  );
  const between = parts.slice(1).map((part, i) => text.slice(parts[i]?.to ?? 0, part.from).trim());
  const isList = parts.length > 1 && between.every((word) => word === 'AND' || word === 'OR');
  return isList ? parts : [];
}

const without = (text: string, { from, to }: Span): Loosened => ({
  clause: text.slice(from, to),
  text: `${text.slice(0, from)}true${text.slice(to)}`,
});

/** Of an expression or a view as PostgreSQL prints it. */
export function loosenedExpressions(printed: string): Loosened[] {
  const text = `(${printed})`;
  const all = brackets(text);
  const lists = all.flatMap((span) => operands(text, span, all));
  const conditions = all.filter(({ from }) =>
    /\b(WHERE|(?<!DISTINCT )ON|WHEN) $/.test(text.slice(0, from)),
  );
  const spans = new Map([...lists, ...conditions].map((span) => [span.from * 1e6 + span.to, span]));
  return [...spans.values()].map((span) => {
    const { clause, text: loosened } = without(text, span);
    return { clause, text: loosened.slice(1, -1) };
  });
}

const balanced = (text: string): boolean => {
  try {
    brackets(text);
    return text.split('(').length === text.split(')').length;
  } catch {
    return false;
  }
};

/** Of a function's source: every line that begins with where, and, or, on or having, made true. */
export const loosenedLines = (source: string): Loosened[] => {
  const lines = source.split('\n');
  return lines.flatMap((line, i) => {
    const [, indent, word, condition] = /^(\s*)(where|and|or|on|having) (.+)$/.exec(line) ?? [];
    if (condition === undefined) return [];
    const end = condition.endsWith(';') ? ';' : '';
    if (!balanced(condition)) return [];
    const loosened = [...lines.slice(0, i), `${indent}${word} true${end}`, ...lines.slice(i + 1)];
    return [{ clause: `${line.trim()} (line ${i + 1})`, text: loosened.join('\n') }];
  });
};
