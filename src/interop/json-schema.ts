/*
 * The JSON Schema of the graph file, made from the catalog: editors such as VS Code check files with it, and
 * complete and explain types and params while one writes.
 */
import { MAX_COLUMNS, MAX_IMAGE_SIDE, MAX_NAME, MAX_ROWS } from '../assets/limits.ts';
import type { JsonObject } from '../base/json.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { NodeDefinition } from '../catalog/define/index.ts';
import { paramDefault, paramMeta } from '../catalog/params.ts';
import type { ParamMeta, ParamSchema } from '../catalog/params.ts';
import { FRAME_COLOURS } from '../graph/frame-colours.ts';
import { BLOCK_PATTERN, FORMAT, ID_PATTERN, VERSION } from '../graph/types.ts';
import { MAX_FRAMES, MAX_VIA } from '../graph/limits.ts';

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';
const PORT = `${ID_PATTERN.source.slice(0, -1)}\\.[A-Za-z_][A-Za-z0-9_]*$`;

/** Data of the user's own, by its hash. */
const ASSETS: JsonObject = {
  type: 'object',
  description: 'Data of your own: what nodes name by its hash, with the data itself where that is small.',
  additionalProperties: {
    type: 'object',
    required: ['kind', 'name', 'bytes', 'rows', 'columns'],
    properties: {
      kind: { const: 'table' },
      name: { type: 'string', maxLength: MAX_NAME, description: 'The file it came from.' },
      bytes: { type: 'integer', minimum: 0, description: 'The size of that file.' },
      rows: { type: 'integer', minimum: 0, maximum: MAX_ROWS },
      columns: { type: 'array', minItems: 1, maxItems: MAX_COLUMNS, items: { $ref: '#/$defs/column' } },
      gaps: {
        type: 'array',
        description: 'How many rows lack something in just these columns, numbered from 0.',
        items: {
          type: 'object',
          required: ['columns', 'rows'],
          properties: {
            columns: { type: 'array', items: { type: 'integer', minimum: 0 } },
            rows: { type: 'integer', minimum: 0 },
          },
        },
      },
      reading: {
        type: 'object',
        description: 'How the text of the file was read.',
        required: ['delimiter', 'decimal', 'header'],
        properties: {
          delimiter: { type: 'string', minLength: 1, maxLength: 1 },
          decimal: { enum: ['.', ','] },
          header: { type: 'boolean' },
        },
      },
      data: { type: 'array', description: 'The data, deflated, as base64 in lines.', items: { type: 'string' } },
    },
  },
};

const COLUMN: JsonObject = {
  type: 'object',
  required: ['name', 'kind'],
  properties: {
    name: { type: 'string', maxLength: MAX_NAME },
    kind: { enum: ['number', 'category', 'image'] },
    range: { type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 },
    categories: { type: 'array', items: { type: 'string', maxLength: MAX_NAME } },
    missing: { type: 'integer', minimum: 1, description: 'In how many rows there is nothing.' },
    size: {
      type: 'array',
      description: 'Of an image: height, width, and 1 channel for grey or 3 for colour.',
      items: { type: 'integer', minimum: 1, maximum: MAX_IMAGE_SIDE },
      minItems: 3,
      maxItems: 3,
    },
  },
};

const PAIR: JsonObject = { type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 };

const FRAME: JsonObject = {
  type: 'object',
  description: 'A titled rectangle around the nodes that name it. It changes nothing of what is computed.',
  required: ['id', 'title'],
  properties: {
    id: { type: 'string', pattern: ID_PATTERN.source },
    title: { type: 'string' },
    // A colour that is not listed is kept and drawn grey.
    colour: { anyOf: [{ enum: [...FRAME_COLOURS] }, { type: 'string' }] },
    position: { ...PAIR, description: 'Where it lies while no node is in it.' },
    size: { ...PAIR, description: 'How large it is then: width and height.' },
  },
};

export function graphSchema(catalog: Catalog): JsonObject {
  return {
    $schema: DRAFT,
    title: 'Edgewise graph',
    description: 'A neural network as nodes and wires, with its data, training and notes.',
    type: 'object',
    required: ['format', 'version', 'nodes', 'edges'],
    properties: {
      // VS Code looks here for the schema of a file.
      $schema: { type: 'string' },
      format: { const: FORMAT },
      version: { const: VERSION },
      name: { type: 'string', description: 'What the graph is called.' },
      seed: {
        type: 'integer',
        minimum: 0,
        description: 'Everything random follows from this number: data, splits, first weights, shuffles, dropout.',
      },
      description: { type: 'string' },
      nodes: { type: 'array', items: { $ref: '#/$defs/node' } },
      edges: { type: 'array', items: { $ref: '#/$defs/edge' } },
      blocks: { type: 'array', items: { $ref: '#/$defs/block' } },
      frames: { type: 'array', maxItems: MAX_FRAMES, items: FRAME },
      assets: ASSETS,
    },
    $defs: {
      column: COLUMN,
      node: nodeSchema(catalog),
      block: {
        type: 'object',
        description: 'A part of a network that is drawn once; nodes whose type is its name stand for it.',
        required: ['name', 'nodes', 'edges'],
        properties: {
          name: { type: 'string', pattern: BLOCK_PATTERN.source },
          description: { type: 'string' },
          nodes: { type: 'array', items: { $ref: '#/$defs/node' } },
          edges: { type: 'array', items: { $ref: '#/$defs/edge' } },
        },
      },
      edge: {
        type: 'object',
        required: ['from', 'to'],
        properties: {
          from: { type: 'string', pattern: PORT, description: 'The output that the wire comes from: `node.port`.' },
          to: { type: 'string', pattern: PORT, description: 'The input that it goes to: `node.port`.' },
          via: { type: 'array', maxItems: MAX_VIA, items: PAIR, description: 'Places that its line is led through.' },
        },
      },
    },
  };
}

function nodeSchema(catalog: Catalog): JsonObject {
  const types = catalog.all.map(({ type, summary }) => ({ const: type, description: summary }));
  return {
    type: 'object',
    required: ['id', 'type', 'position'],
    properties: {
      id: { type: 'string', pattern: ID_PATTERN.source },
      // A type that is not listed is kept and shown as a placeholder.
      type: { anyOf: [...types, { type: 'string' }] },
      position: {
        type: 'array',
        items: { type: 'number' },
        minItems: 2,
        maxItems: 2,
        description: 'Place on the canvas: x to the right, y downwards.',
      },
      params: { type: 'object', description: 'What differs from the defaults of Keras.' },
      label: { type: 'string' },
      muted: { type: 'boolean', description: 'The node passes its main input on unchanged.' },
      frame: { type: 'string', description: 'The id of the frame that the node stands in.' },
    },
    // Of a node of another type nothing is asked.
    allOf: catalog.all.map((definition) => ({
      anyOf: [
        { properties: { type: { not: { const: definition.type } } } },
        { properties: { params: paramsSchema(definition) } },
      ],
    })),
  };
}

function paramsSchema({ description, params }: NodeDefinition): JsonObject {
  return {
    type: 'object',
    description,
    additionalProperties: false,
    properties: Object.fromEntries(Object.entries(params).map(([name, param]) => [name, paramSchema(param)])),
  };
}

function paramSchema(param: ParamSchema): JsonObject {
  const { control, help, min, max, minLength, maxLength, choices = [], optional } = paramMeta(param);
  const number = (type: string): JsonObject => ({
    type,
    ...(min !== undefined && { minimum: min }),
    ...(max !== undefined && { maximum: max }),
  });
  const list = (type: string): JsonObject => ({
    type: 'array',
    items: number(type),
    ...(minLength !== undefined && { minItems: minLength }),
    ...(maxLength !== undefined && { maxItems: maxLength }),
  });
  const forms: Readonly<Record<ParamMeta['control'], () => JsonObject>> = {
    integer: () => number('integer'),
    number: () => number('number'),
    integers: () => list('integer'),
    numbers: () => list('number'),
    boolean: () => ({ type: 'boolean' }),
    choice: () => ({ enum: choices.map(({ value }) => value) }),
    text: () => ({ type: 'string' }),
    asset: () => ({ type: 'string' }),
    column: () => ({ type: 'string' }),
    columns: () => ({ type: 'string' }),
  };
  const form = forms[control]();
  const about = { description: help, default: paramDefault(param) };
  // `null` means off.
  return optional === true ? { anyOf: [form, { type: 'null' }], ...about } : { ...form, ...about };
}
