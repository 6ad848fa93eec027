import type { StartForStringTable } from './startForStrings';

export const es: StartForStringTable = {
  startForFind: 'Iniciar para un colega',
  startForFindHelp: 'Escriba una parte del nombre. El colega recibe la conversación y lee que usted la inició.',
  startForMore: 'Aparecen los primeros {{most}}. Escriba más del nombre.',
  startForFailed: 'No se pudo buscar colegas. Cambie el nombre para volver a intentarlo.',
  startForWhom: 'La conversación es de',
  startForMe: 'Mí',
  startForColleague: '{{name}} · {{activity}}',
  startForAsking: 'Comprobando si {{name}} puede tomarla…',
  startForFine_now: '{{name}} puede tomarla ahora. Su Flex la abre.',
  startForFine_onReply: '{{name}} recibe la respuesta, o la cola si entonces no está disponible.',
  startForFine_queue: 'La respuesta va a la cola.',
  startForQueue: 'Cola del colega',
  startForProblem_gone: 'Este colega ya no está. Elija a otra persona.',
  startForProblem_noSender: '{{name}} no puede usar este remitente. Elija otro remitente u otro colega.',
  startForProblem_noChannel: '{{name}} no atiende este canal. Elija otro canal u otro colega.',
  startForProblem_noQueue: '{{name}} no pertenece a ninguna cola. Elija a otra persona.',
  startForProblem_away: '{{name}} no está disponible. Elija a otra persona, o “{{onReply}}”.',
  startForProblem_full: '{{name}} no tiene capacidad en este canal. Elija a otra persona, o “{{onReply}}”.',
  error_COLLEAGUE_UNAVAILABLE:
    'No se le puede dar así la conversación a este colega. No se envió nada. Elija a otra persona, o “{{onReply}}”.',
};
