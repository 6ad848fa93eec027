import React from 'react';
import { render, screen } from '@testing-library/react';

import { ErrorBoundary, withErrorBoundary } from '../../../../../src/components/ErrorBoundary/ErrorBoundary';

const Broken = (): React.ReactElement => {
  throw new Error('broken part');
};

describe('error boundary', () => {
  let error: jest.SpyInstance;
  beforeEach(() => {
    error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  });
  afterEach(() => error.mockRestore());

  it('takes out the part that fails, and only that', () => {
    const SafeBroken = withErrorBoundary('broken', Broken);
    render(
      <main>
        <SafeBroken />
        <p>the rest</p>
      </main>,
    );
    expect(screen.getByRole('main')).toHaveTextContent(/^the rest$/);
    expect(error).toHaveBeenCalledWith(
      '[Messaging Controls] broken failed and was taken out',
      expect.any(Error),
      expect.any(String),
    );
  });

  it('shows the fallback that it was given', () => {
    render(
      <ErrorBoundary name="broken" fallback={<p>out of order</p>}>
        <Broken />
      </ErrorBoundary>,
    );
    expect(screen.getByText('out of order')).toBeInTheDocument();
  });

  it('hands on the props that Flex gives', () => {
    const Part = withErrorBoundary('part', ({ theme }: { theme: string }) => <p>{theme}</p>);
    render(<Part theme="dark" />);
    expect(screen.getByText('dark')).toBeInTheDocument();
    expect(error).not.toHaveBeenCalled();
  });
});
