import type { StudioExecution } from '../../model/studio';
import type { World } from '../../World';
import type { FlowState, Transition } from './flowDefinition';
import { renderTemplate } from './renderTemplate';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** What a widget leaves behind under `widgets.<its name>`. */
export type Variables = Record<string, unknown>;

/** An execution's stay at a widget: until an event leads on, or the execution is ended. */
export class Visit {
  /** Set by a widget that waits for the contact's next message; another one lets messages pass unread. */
  onReply?: (inbound: Variables) => void;
  private isOver = false;
  private readonly endings: (() => void)[] = [];

  constructor(
    readonly world: World,
    readonly execution: StudioExecution,
    readonly widget: FlowState,
    private readonly next: (transition: Transition, variables: Variables) => void,
  ) {}

  /** The property of this name with its Liquid filled in; empty where there is none. */
  text(property: string): string {
    return this.render(textOf(this.widget.properties[property] ?? ''));
  }

  render(template: string): string {
    return renderTemplate(template, this.execution.context);
  }

  /** Parameters as widgets have them, `[{ key, value }]`, filled in. */
  pairs(property: string): { key: string; value: string; type?: string }[] {
    const given = (this.widget.properties[property] ?? []) as { key: string; value: unknown; type?: string }[];
    return given.map(({ key, value, type }) => ({
      key: this.render(key),
      value: this.render(textOf(value ?? '')),
      type,
    }));
  }

  /** Goes on by this event. */
  leave(event: string, variables?: Variables): void {
    this.leaveBy(this.widget.transitions.find((transition) => transition.event === event) ?? { event }, variables);
  }

  /** A widget that was left already stays so. */
  leaveBy(transition: Transition, variables: Variables = {}): void {
    if (this.isOver) return;
    this.close();
    this.next(transition, variables);
  }

  /** Runs `action` when the widget is left or the execution ends. */
  onClose(action: () => void): void {
    this.endings.push(action);
  }

  close(): void {
    this.isOver = true;
    for (const end of this.endings) end();
  }
}
