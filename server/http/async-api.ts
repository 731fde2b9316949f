import { toJsonSchema } from '@valibot/to-json-schema';
import { array, type GenericSchema } from 'valibot';
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
import { RecordSchema } from '../../protocol/record.js';
import {
  AckSchema,
  RECORDS_PATH,
  RECORDS_PROTOCOL,
  SenderErrorSchema,
  SenderHelloSchema,
} from '../../protocol/record-messages.js';
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

/** Or the same as NDJSON or CSV. */
const FROM_SENDER = { batch: array(RecordSchema) };

const TO_SENDER = {
  welcome: SenderHelloSchema,
  ack: AckSchema,
  refusal: SenderErrorSchema,
  goodbye: ByeSchema,
};

/** The feed as an AsyncAPI 3 document, made from the schemas that check its messages. */
export function asyncApi(version: string): Record<string, unknown> {
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
      feed: channel('/feed', SUBPROTOCOLS, { ...FROM_VIEWER, ...FROM_SERVER }),
      records: channel(RECORDS_PATH, [RECORDS_PROTOCOL], { ...FROM_SENDER, ...TO_SENDER }),
    },
    operations: {
      receive: operation('receive', 'feed', FROM_VIEWER),
      send: operation('send', 'feed', FROM_SERVER),
      receiveRecords: operation('receive', 'records', FROM_SENDER),
      answerRecords: operation('send', 'records', TO_SENDER),
    },
  };
}

type Schemas = Readonly<Record<string, GenericSchema>>;

function channel(
  address: string,
  subprotocols: readonly string[],
  schemas: Schemas,
): Record<string, unknown> {
  return {
    address,
    bindings: { ws: { method: 'GET', headers: subprotocolHeader(subprotocols) } },
    messages: Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [name, message(name, schema)]),
    ),
  };
}

function operation(action: 'send' | 'receive', channel: string, schemas: Schemas): Record<string, unknown> {
  const messages = Object.keys(schemas).map((name) => ({ $ref: `#/channels/${channel}/messages/${name}` }));
  return { action, channel: { $ref: `#/channels/${channel}` }, messages };
}

function subprotocolHeader(subprotocols: readonly string[]): Record<string, unknown> {
  return {
    type: 'object',
    properties: { 'Sec-WebSocket-Protocol': { type: 'string', enum: subprotocols } },
  };
}

function message(name: string, schema: GenericSchema): Record<string, unknown> {
  return {
    name,
    contentType: 'application/json',
    payload: toJsonSchema(schema, { typeMode: 'input' }),
  };
}
