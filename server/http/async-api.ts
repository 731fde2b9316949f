import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import {
  CloseSchema,
  ControlSchema,
  OpenSchema,
  SubscribeSchema,
  UnsubscribeSchema,
} from '../../protocol/client-messages.js';
import {
  ByeSchema,
  ErrorMessageSchema,
  HelloSchema,
  ReplySchema,
  UpdateSchema,
} from '../../protocol/server-messages.js';
import { SUBPROTOCOLS } from '../../protocol/version.js';

const FROM_VIEWER = {
  subscribe: SubscribeSchema,
  unsubscribe: UnsubscribeSchema,
  control: ControlSchema,
  open: OpenSchema,
  close: CloseSchema,
};

const FROM_SERVER = {
  hello: HelloSchema,
  update: UpdateSchema,
  reply: ReplySchema,
  error: ErrorMessageSchema,
  bye: ByeSchema,
};

/** The feed as an AsyncAPI 3 document, made from the schemas that check its messages. */
export function asyncApi(version: string): Record<string, unknown> {
  const messages = { ...FROM_VIEWER, ...FROM_SERVER };
  const reference = (name: string): unknown => ({ $ref: `#/channels/feed/messages/${name}` });
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Tradewall feed',
      version,
      description:
        'Windowed aggregates of foreign trade, pushed as they change. PROTOCOL.md tells it in prose, and of the ' +
        'subprotocol tradewall.v1.bin how its binary messages say the same as `update`.',
    },
    channels: {
      feed: {
        address: '/feed',
        bindings: { ws: { method: 'GET', headers: subprotocolHeader() } },
        messages: Object.fromEntries(
          Object.entries(messages).map(([name, schema]) => [name, message(name, schema)]),
        ),
      },
    },
    operations: {
      receive: operation('receive', Object.keys(FROM_VIEWER).map(reference)),
      send: operation('send', Object.keys(FROM_SERVER).map(reference)),
    },
  };
}

function operation(action: 'send' | 'receive', messages: unknown[]): Record<string, unknown> {
  return { action, channel: { $ref: '#/channels/feed' }, messages };
}

function subprotocolHeader(): Record<string, unknown> {
  return {
    type: 'object',
    properties: { 'Sec-WebSocket-Protocol': { type: 'string', enum: SUBPROTOCOLS } },
  };
}

function message(name: string, schema: GenericSchema): Record<string, unknown> {
  return {
    name,
    contentType: 'application/json',
    payload: toJsonSchema(schema, { typeMode: 'input' }),
  };
}
