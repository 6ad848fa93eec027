/**
 * An error as Twilio's REST APIs answer it: `{code, message, more_info, status}`.
 * https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions
 */
export class TwilioError extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    /** What is wrong in particular, where an API tells it. */
    readonly details?: Record<string, unknown>,
  ) {
    super(message);
  }

  toJSON(): Record<string, unknown> {
    return {
      code: this.code,
      message: this.message,
      more_info: `https://www.twilio.com/docs/errors/${this.code}`,
      status: this.status,
      ...(this.details && { details: this.details }),
    };
  }

  static notFound(resource: string): TwilioError {
    return new TwilioError(404, 20404, `The requested resource ${resource} was not found`);
  }

  static missing(parameter: string): TwilioError {
    return new TwilioError(400, 20001, `Missing required parameter ${parameter} in the post body`);
  }

  static invalid(parameter: string): TwilioError {
    return new TwilioError(400, 20001, `Invalid parameter ${parameter}`);
  }
}
