import { posix } from 'node:path';
import { type Comment, type Program, parseSync, Visitor, type VisitorObject } from 'oxc-parser';

/** One mention of another module: an import, a re-export, a dynamic import, an `import('…')` type or a worker's URL. */
export type ImportEdge = {
  readonly specifier: string;
  /** Path from the top of the repository when the specifier is relative, else undefined (a package or a part of Node). */
  readonly target: string | undefined;
  readonly names: readonly string[];
  readonly typeOnly: boolean;
  readonly line: number;
};

/** A parsed TypeScript file. */
export type SourceFile = {
  readonly path: string;
  readonly text: string;
  readonly lineCount: number;
  readonly program: Program;
  readonly comments: readonly Comment[];
  readonly imports: readonly ImportEdge[];
  lineAt(offset: number): number;
};

/** Files by their path from the top of the repository; a real tree or one written into a test. */
export type Tree = ReadonlyMap<string, string>;

type Edge = Omit<ImportEdge, 'target' | 'line'> & { readonly start: number };

/** Parses one file; throws with the parser's own words when it is not TypeScript. */
export const parseSource = (path: string, text: string): SourceFile => {
  const parsed = parseSync(path, text);
  const [error] = parsed.errors;
  if (error !== undefined) throw new Error(error.message);
  const starts = lineStarts(text);
  const lineAt = (offset: number) => lineOf(starts, offset);
  const toEdge = ({ start, ...edge }: Edge): ImportEdge => ({
    ...edge,
    line: lineAt(start),
    target: edge.specifier.startsWith('.') ? posix.join(posix.dirname(path), edge.specifier) : undefined,
  });
  const edges = [...importsOf(parsed.module), ...exportsOf(parsed.module), ...mentionsOf(parsed.program)];
  const lineCount = text.endsWith('\n') ? starts.length - 1 : starts.length;
  return {
    path,
    text,
    lineCount,
    program: parsed.program,
    comments: parsed.comments,
    imports: edges.map(toEdge),
    lineAt,
  };
};

/** Walks a file's syntax tree, calling the handler named after each node. */
export const walk = (file: SourceFile, handlers: VisitorObject): void => {
  new Visitor(handlers).visit(file.program);
};

type Module = ReturnType<typeof parseSync>['module'];

const importsOf = (module: Module): Edge[] =>
  module.staticImports.map((found) => ({
    specifier: found.moduleRequest.value,
    names: found.entries.map((entry) => entry.importName.name ?? '*'),
    typeOnly: found.entries.length > 0 && found.entries.every((entry) => entry.isType),
    start: found.start,
  }));

const exportsOf = (module: Module): Edge[] =>
  module.staticExports.flatMap(({ start, entries }) =>
    entries.flatMap((entry) =>
      entry.moduleRequest === null
        ? []
        : [
            {
              specifier: entry.moduleRequest.value,
              names: [entry.importName.name ?? '*'],
              typeOnly: entry.isType,
              start,
            },
          ],
    ),
  );

const mentionsOf = (program: Program): Edge[] => {
  const edges: Edge[] = [];
  const note = (specifier: unknown, start: number, typeOnly: boolean) => {
    if (typeof specifier === 'string') edges.push({ specifier, names: ['*'], typeOnly, start });
  };
  new Visitor({
    ImportExpression(node) {
      note('value' in node.source ? node.source.value : undefined, node.start, false);
    },
    TSImportType(node) {
      note(node.source.value, node.start, true);
    },
    NewExpression(node) {
      const [first, second] = node.arguments;
      const isUrl = node.callee.type === 'Identifier' && node.callee.name === 'URL';
      if (isUrl && first?.type === 'Literal' && second?.type === 'MemberExpression')
        note(first.value, node.start, false);
    },
  }).visit(program);
  return edges;
};

const lineStarts = (text: string): number[] => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
};

const lineOf = (starts: readonly number[], offset: number): number => {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
};
