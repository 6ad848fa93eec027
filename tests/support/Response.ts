import type { FunctionResponse } from '../../serverless/src/runtime/FunctionsRuntime';

/** What the runtime gives a function to answer with. */
export class Response implements FunctionResponse {
  statusCode = 200;
  body: object | undefined;

  setStatusCode(code: number): this {
    this.statusCode = code;
    return this;
  }

  setBody(body: object): this {
    this.body = body;
    return this;
  }

  appendHeader(): this {
    return this;
  }
}
