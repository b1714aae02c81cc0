import { CATEGORIES } from '../../catalog/define/index.ts';
import type { NodeDefinition } from '../../catalog/define/index.ts';
import { catalog } from '../../catalog/index.ts';
import { leftOut } from '../../catalog/left-out.ts';
import { paramDefault, paramMeta } from '../../catalog/params.ts';
import { print, printJson } from '../print.ts';

/** Prints every node type with its ports, params and documentation. */
export function listCatalog({ json }: { json?: boolean }): void {
  for (const category of CATEGORIES) {
    const types = catalog.all.filter((definition) => definition.category === category);
    if (json !== true && types.length > 0) print(`${category}\n${'='.repeat(category.length)}\n`);
    for (const definition of types) {
      if (json === true) printJson({ type: 'node', ...facts(definition) });
      else print(text(definition));
    }
  }
}

function facts(definition: NodeDefinition) {
  const { type, category, summary, description, formula, inputs, outputs, keras } = definition;
  const params = Object.entries(definition.params).map(([name, schema]) => ({
    name,
    default: paramDefault(schema),
    ...paramMeta(schema),
  }));
  const group = definition.role === 'layer' ? definition.group : undefined;
  const without = Object.entries(leftOut(definition)).map(([name, why]) => ({ name, why }));
  const docs = { summary, description, formula, keras: keras?.module };
  return { node: type, category, group, ...docs, inputs, outputs, params, without };
}

function text(definition: NodeDefinition): string {
  const { node, summary, description, formula, inputs, outputs, params, without } = facts(definition);
  const port = ({ name, kind, help }: (typeof inputs)[number]) => `    ${name} (${kind})  ${help}`;
  return [
    `${node}: ${summary}`,
    `  ${description}`,
    ...(formula === undefined ? [] : [`  ${formula}`]),
    ...(inputs.length === 0 ? [] : ['  in', ...inputs.map(port)]),
    ...(outputs.length === 0 ? [] : ['  out', ...outputs.map(port)]),
    ...(params.length === 0
      ? []
      : ['  params', ...params.map((each) => `    ${each.name} = ${JSON.stringify(each.default)}  ${each.help}`)]),
    ...(without.length === 0
      ? []
      : ["  not here, of Keras' arguments", ...without.map(({ name, why }) => `    ${name}  ${why}`)]),
    '',
  ].join('\n');
}
