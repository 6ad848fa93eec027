/** An agent's name of an identity as Flex makes it, `alice_40example_2Ecom`: what is no letter or digit stands as its code. */
export const readableIdentity = (identity: string): string =>
  identity.replace(/_([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
