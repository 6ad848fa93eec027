import React from 'react';
import type { ComponentType, ErrorInfo, ReactNode } from 'react';

interface ErrorBoundaryProps {
  /** Says in the log which part it was. */
  name: string;
  /** Shown in place of the part; nothing where it is not given. */
  fallback?: ReactNode;
  children: ReactNode;
}

/** Keeps an error in one part of the plugin from taking Flex down: Flex has no boundary of its own round plugins. */
export class ErrorBoundary extends React.Component<ErrorBoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: Error, { componentStack }: ErrorInfo): void {
    console.error(`[Messaging Controls] ${this.props.name} failed and was taken out`, error, componentStack);
  }

  override render(): ReactNode {
    return this.state.failed ? (this.props.fallback ?? null) : this.props.children;
  }
}

export function withErrorBoundary<Props extends object>(
  name: string,
  Part: ComponentType<Props>,
): ComponentType<Props> {
  const SafePart = (props: Props) => (
    <ErrorBoundary name={name}>
      <Part {...props} />
    </ErrorBoundary>
  );
  SafePart.displayName = `Safe(${name})`;
  return SafePart;
}
