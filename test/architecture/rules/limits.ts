import type { ArrowFunctionExpression, Function as FunctionNode } from 'oxc-parser';
import { type Finding, findingAt, type Rule } from '../engine.ts';
import { generated, isTest } from '../places.ts';
import { type SourceFile, walk } from '../source.ts';

/** What a reader holds in the head at once, of a component as of any other function (docs/decisions/0018). */
export const limits = { functionLines: 40, fileLines: 300, parameters: 4 } as const;

type AnyFunction = ArrowFunctionExpression | FunctionNode;

const functionsOf = (file: SourceFile): AnyFunction[] => {
  const functions: AnyFunction[] = [];
  const note = (node: AnyFunction) => void functions.push(node);
  walk(file, { ArrowFunctionExpression: note, FunctionDeclaration: note, FunctionExpression: note });
  return functions;
};

const linesOf = (file: SourceFile, { start, end }: AnyFunction): number => file.lineAt(end) - file.lineAt(start) + 1;

const longFunctions = (file: SourceFile): Finding[] =>
  functionsOf(file)
    .map((node) => ({ node, lines: linesOf(file, node) }))
    .filter(({ lines }) => lines > limits.functionLines)
    .map(({ node, lines }) =>
      findingAt(file, node.start, `${lines} lines; cut it at ${limits.functionLines} by naming its steps as functions`),
    );

const wideFunctions = (file: SourceFile): Finding[] =>
  functionsOf(file)
    .filter((node) => node.params.length > limits.parameters)
    .map((node) =>
      findingAt(file, node.start, `${node.params.length} parameters; gather those that belong together into one`),
    );

const functionsInOneGlance: Rule = {
  name: 'functions-in-one-glance',
  check: (house) => house.files.filter(({ path }) => !isTest(path)).flatMap(longFunctions),
};

const fourParameters: Rule = { name: 'four-parameters', check: (house) => house.files.flatMap(wideFunctions) };

const filesInOneSitting: Rule = {
  name: 'files-in-one-sitting',
  check: (house) =>
    house.files
      .filter(({ path, lineCount }) => lineCount > limits.fileLines && !generated.includes(path))
      .map((file) => ({
        path: file.path,
        line: limits.fileLines + 1,
        advice: `${file.lineCount} lines; make it a folder of the same name with one file per thing`,
      })),
};

const isFunction = (node: { type: string } | null): boolean =>
  node !== null && ['ArrowFunctionExpression', 'FunctionExpression'].includes(node.type);

const exportedFunctions = (file: SourceFile): { name: string; start: number }[] =>
  file.program.body.flatMap((node) => {
    if (node.type !== 'ExportNamedDeclaration' || node.declaration === null) return [];
    const { declaration, start } = node;
    if (declaration.type === 'FunctionDeclaration') return [{ name: declaration.id?.name ?? '', start }];
    if (declaration.type !== 'VariableDeclaration') return [];
    return declaration.declarations.flatMap(({ id, init }) =>
      id.type === 'Identifier' && isFunction(init) ? [{ name: id.name, start }] : [],
    );
  });

const isExplained = (file: SourceFile, start: number): boolean =>
  file.comments.some(
    ({ type, value, end }) =>
      type === 'Block' && value.startsWith('*') && end <= start && file.text.slice(end, start).trim() === '',
  );

const exportsAreExplained: Rule = {
  name: 'exports-are-explained',
  check: (house) =>
    house.sources.flatMap((file) =>
      exportedFunctions(file)
        .filter(({ start }) => !isExplained(file, start))
        .map(({ name, start }) =>
          findingAt(file, start, `say above ${name} what it is for: what it gives, units, refusals or errors, its law`),
        ),
    ),
};

const plainName = /^(\[?[a-z0-9]+(-[a-z0-9]+)*\]?)(\.test|\.d)?\.tsx?$/;

const namesInKebabCase: Rule = {
  name: 'names-in-kebab-case',
  check: (house) =>
    house.files
      .filter(({ path }) => !plainName.test(path.split('/').at(-1) ?? ''))
      .map(({ path }) => ({ path, line: 1, advice: 'name the file in small letters with hyphens' })),
};

/** The limits; none is raised, the file is cut. */
export const limitRules: readonly Rule[] = [
  functionsInOneGlance,
  fourParameters,
  filesInOneSitting,
  namesInKebabCase,
  exportsAreExplained,
];
