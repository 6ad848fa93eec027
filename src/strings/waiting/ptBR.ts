import type { WaitingStringTable } from './waitingStrings';

export const ptBR: WaitingStringTable = {
  waitingTitle: 'À espera de clientes',
  waitingAbout:
    'Conversas que você deixou para depois e mensagens cuja resposta volta para você. Só você vê esta lista.',
  waitingAgain: 'Atualizar',
  waitingLoading: 'Carregando…',
  waitingNone: 'Não há nada em espera. Deixe uma conversa para depois na aba Pessoas dela.',
  waitingFor_reply: 'À espera da resposta',
  waitingFor_date: 'Até {{time}}',
  waitingFor_either: 'Até a resposta, no máximo {{time}}',
  waitingWritten: 'O cliente escreveu',
  waitingSince_parked: 'Deixada para depois {{ago}}',
  waitingSince_outreach: 'Mensagem enviada {{ago}}',
  waitingNote: 'Nota: {{note}}',
  waitingTakeBack: 'Abrir agora',
  waitingTakeBackOf: 'Abrir agora: {{customer}}',
  waitingDone_takeBack: 'A conversa está a caminho.',
  waitingWriteAgain: 'Escrever de novo',
  waitingWriteAgainOf: 'Escrever de novo: {{customer}}',
  waitingHandOver: 'Passar para a fila',
  waitingHandOverOf: 'Passar para a fila: {{customer}}',
  waitingDone_handOver: 'Agora está com a fila.',
  waitingClose: 'Encerrar',
  waitingCloseOf: 'Encerrar: {{customer}}',
  waitingCloseQuestion:
    'Encerrar a conversa com {{customer}}? Ninguém mais espera uma resposta. Se a pessoa escrever depois, começa outra conversa.',
  waitingCloseSure: 'Encerrar conversa',
  waitingKeep: 'Continuar esperando',
  waitingDone_close: 'A conversa foi encerrada.',
  waitingAway: 'Coloque sua atividade em uma disponível para abrir uma conversa.',

  error_CONVERSATION_CHANGED: 'Isto mudou nesse meio-tempo: voltou ou foi encerrado. Veja a lista.',
  error_COLLEAGUE_UNAVAILABLE: 'Você não está disponível. Coloque sua atividade em uma disponível e abra-a.',
};
