/**
 * One Twilsock message: a header and, perhaps, a payload.
 *
 *     TWILSOCK V3.0 <bytes of header>\r\n<header as JSON>\r\n<payload>
 */
export interface Frame {
  header: FrameHeader;
  /** Empty where there is none. */
  payload: string;
}

export interface FrameHeader {
  method: string;
  id: string;
  [field: string]: unknown;
}

const LINE_END = '\r\n';

/** A payload that is not text goes out as JSON. */
export function encodeFrame(header: FrameHeader, payload?: unknown): Buffer {
  const isText = typeof payload === 'string';
  const body = Buffer.from(payload === undefined ? '' : isText ? payload : JSON.stringify(payload));
  const type = body.length > 0 ? { payload_type: isText ? 'text/plain' : 'application/json' } : {};
  const head = Buffer.from(JSON.stringify({ ...header, ...type, payload_size: body.length }));
  return Buffer.concat([Buffer.from(`TWILSOCK V3.0 ${head.length}${LINE_END}`), head, Buffer.from(LINE_END), body]);
}

/** Throws where the bytes are no whole Twilsock message. */
export function decodeFrame(data: Buffer): Frame {
  const lineEnd = data.indexOf(LINE_END);
  const headerBytes = /^TWILSOCK V3\.0 (\d+)$/.exec(data.subarray(0, Math.max(lineEnd, 0)).toString('latin1'))?.[1];
  if (!headerBytes) throw new Error('not a Twilsock message');
  const start = lineEnd + LINE_END.length;
  const end = start + Number(headerBytes);
  const header = JSON.parse(data.subarray(start, end).toString()) as FrameHeader;
  const payloadStart = end + LINE_END.length;
  const payloadEnd = payloadStart + Number(header['payload_size'] ?? 0);
  if (payloadEnd > Math.max(data.length, payloadStart)) throw new Error('the Twilsock message is cut short');
  return { header, payload: data.subarray(payloadStart, payloadEnd).toString() };
}
