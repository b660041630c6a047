package io.thoth.memory.embedding;

import java.util.Base64;

/**
 * Vectors of the same model from another implementation: langchain4j 1.11.0-beta19 (its tokenizer
 * is the reference one, its pooling its own) on ONNX Runtime 1.28.0. One byte a component.
 */
final class ReferenceVectors {
  static final String QUERY = "Where did Caroline spend her holiday?";
  static final String PASSAGE =
      "Caroline: I spent two weeks in Norway last summer, hiking with my sister.";

  private ReferenceVectors() {}

  static float[] query() {
    return decode(
        """
          9BsXE/H+H9b1IRn1/A/3BOkc5SsNxfrz+wQZAdqu2RcC9BP2AR0VHOHiEdP0+PwEJQv6ARcHDi4AHCco
          /A7DJwkO/fYD+PQE+AncHRIz9PEH6vwv+fEF4P7i5/b/+9fpHhUBKRMTDczh7i/+H/ff9+3rDxL26OkT
          LvEV///9JyUP7B8NFxHz/t3uJuTszAjj8B7uDu7lBP0oCAgOChnl+vP2AikCzwr7Cb8TEPsCLw8N/yP7
          F//yLRvX8s4J8Oj0/RQQDtjr3/8zD/YV9g8V6e3y3wD/7Or9BhUSExLh370H3+ge8gD15RAV4Ov2BAn9
          /jICDu3h4+vqTDIR6+4RHM0l9zIU/e8hEPnpLBPpDv0BG9QF7uv54hLZDN7RF9r6GO4G6Or+H90DOgsh
          8Afk9t4CJBH19ffn6Af+EAYJ8akAHfb8A/8K2AdJ+y0K/xEZHebzCw44A94HBwz6GwT/LPskGgAFB+4F
          IOvpNBPd9wrX9tQbERrl7f3m2f/aB9UZ
        """);
  }

  static float[] passage() {
    return decode(
        """
          4hAaCwkSC9/wCAkB/QT78+oX6RHo1xTlEgUXD9/K5PT1ABP/CPwNIfTpDtPqAfTbMPzNCh0TEBQWJR82
          +AjMUhEb7+j44xET3RHzKQAz9eP56Pwd/tUM8fIA9P70DNj0CgACHhkVB/Hu6xvyHvD65fb4FBf3yfkv
          DfMT+RDwPiQI+RwXBwjo7O7wBPTgy/jNBCHpEfAA8fMh1g8JCx7z/tj5FCYQwRgAF+QUGxr8L/Hq9w/q
          Euj3Niby5cvq6/MXBBYECOT/2+0tLfoCBB4D3/D06AH46e75BQcnFgvUBsTy6gQMF/MQ6x4h6ecAACUD
          CCr27+jV5fvyNTcF7xITG9Eq4Rb/9ekh//zgI/3mBQHZAOca4vAQ6f7ZEtreFuUOKvoJ8v72BeTxNyIY
          +//l+OcFHvz5+PPv2hIFEvgS26/wGAv+Bwb3BeUpEj0J+RQZBvvVCQI6DuoGDyz0EPX3QecoKu0IDfkY
          Ge79SgPcBAbYCQEbEyzo3//z4QDd98gX
        """);
  }

  private static float[] decode(String base64) {
    byte[] bytes = Base64.getMimeDecoder().decode(base64);
    float[] vector = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      vector[i] = bytes[i];
    }
    return UnitVector.scale(vector);
  }
}
